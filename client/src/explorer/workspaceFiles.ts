import * as vscode from 'vscode';
import { excludedFiles } from '../ids';

/** More files of one kind than anybody reads in a list. */
const mostFiles = 2000;
/** A checkout touches many files at once: they are one change. */
const quietMilliseconds = 50;

/** The workspace's files of one kind; nothing is searched or watched before they are asked for. */
export class WorkspaceFiles implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly subscriptions: vscode.Disposable[] = [this.changed];
  private timer: NodeJS.Timeout | undefined;
  private watching = false;

  /** Tells of files that came, went or changed, once they were listed. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly pattern: string) {}

  /** The files as they are now, in no order. */
  async list(): Promise<vscode.Uri[]> {
    this.watch();
    return vscode.workspace.findFiles(this.pattern, excludedFiles, mostFiles);
  }

  /** Says that the files may have changed in a way that no watcher sees. */
  refresh(): void {
    this.changed.fire();
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private watch(): void {
    if (this.watching) return;
    this.watching = true;
    const watcher = vscode.workspace.createFileSystemWatcher(this.pattern);
    const soon = () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.changed.fire(), quietMilliseconds);
    };
    this.subscriptions.push(
      watcher,
      watcher.onDidCreate(soon),
      watcher.onDidChange(soon),
      watcher.onDidDelete(soon),
      vscode.workspace.onDidChangeWorkspaceFolders(soon),
    );
  }
}
