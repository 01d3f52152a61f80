import * as vscode from 'vscode';

/** Larger files have no summary: reading one must not stop the editor. */
const mostBytes = 32_000_000;

/** A summary and when its file was written, in milliseconds since 1970. */
export interface Dated<Summary> {
  readonly mtime: number;
  /** Null for what has none, or is too large. */
  readonly summary: Summary | null;
}

/** Summaries of files; each version of a file is read once. */
export class FileSummaries<Summary> {
  private readonly known = new Map<string, Dated<Summary>>();

  constructor(private readonly summarize: (text: string) => Summary | null) {}

  async get(uri: vscode.Uri): Promise<Dated<Summary>> {
    const key = uri.toString();
    const { mtime, size } = await statOf(uri);
    const held = this.known.get(key);
    if (held?.mtime === mtime) return held;
    const summary = size <= mostBytes ? this.summarize(await readText(uri)) : null;
    const dated = { mtime, summary };
    this.known.set(key, dated);
    return dated;
  }
}

/** Time and size of a file; one that is not there was changed in the most final way. */
export async function statOf(uri: vscode.Uri): Promise<{ mtime: number; size: number }> {
  try {
    return await vscode.workspace.fs.stat(uri);
  } catch {
    return { mtime: Infinity, size: 0 };
  }
}

async function readText(uri: vscode.Uri): Promise<string> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return '';
  }
}
