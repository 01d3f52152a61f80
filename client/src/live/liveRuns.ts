import * as vscode from 'vscode';
import {
  liveChangedNotification,
  liveUpdateNotification,
  type LiveRunParams,
  type LiveUpdateParams,
} from '../../../server/protocol/liveRequests';
import type { LiveUpdate } from '../../../server/protocol/liveModel';
import type { ServerConnection } from '../serverConnection';

/** Told of one result's runs. */
export interface LiveListener {
  /** A run begins, ends or is lost: ask for it anew. */
  changed(): void;
  updated(update: LiveUpdate): void;
}

/** Passes on what the server tells of runs to those who show them. */
export class LiveRuns implements vscode.Disposable {
  private readonly listeners = new Set<{ readonly subject: string; readonly told: LiveListener }>();
  private readonly subscription: vscode.Disposable;
  private last: LiveRunParams | null = null;

  constructor(server: ServerConnection) {
    this.subscription = vscode.Disposable.from(
      server.onNotification<LiveUpdateParams>(liveUpdateNotification, ({ tuningUri, update }) =>
        this.each(tuningUri, ({ updated }) => updated(update)),
      ),
      server.onNotification<LiveRunParams>(liveChangedNotification, ({ tuningUri }) => {
        this.last = { tuningUri };
        this.each(tuningUri, ({ changed }) => changed());
      }),
      // Runs end with the server that ran them.
      server.onDidStart(() => {
        for (const { told } of this.listeners) told.changed();
      }),
    );
  }

  /** The run that was told of last: where one is under way, it is this one. */
  get newest(): LiveRunParams | null {
    return this.last;
  }

  dispose(): void {
    this.subscription.dispose();
    this.listeners.clear();
  }

  /** Tells of the runs of a result from now on. */
  follow(result: vscode.Uri, told: LiveListener): vscode.Disposable {
    const entry = { subject: result.toString(), told };
    this.listeners.add(entry);
    return { dispose: () => void this.listeners.delete(entry) };
  }

  private each(tuningUri: string, tell: (told: LiveListener) => void): void {
    // The server writes URIs as it was given them.
    for (const { subject, told } of this.listeners) if (subject === tuningUri) tell(told);
  }
}
