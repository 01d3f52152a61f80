import type { TextDocument } from 'vscode-languageserver-textdocument';
import { readRuleSettings } from '../../engine/core/ruleSettings';
import { PlatformAdviser } from './platformAdviser';
import { ScenarioPlatforms } from './scenarioPlatforms';
import type { ServerContext } from './serverContext';

/** Longest wait after a keystroke. */
const longestWaitMilliseconds = 300;

/** When a text was last checked, and how long that took. */
interface LastCheck {
  readonly endedAt: number;
  readonly milliseconds: number;
}

/**
 * Publishes diagnostics while people type. A keystroke after a pause is checked at once; in a run of
 * keystrokes checks pause as long as the last one took, so that typing never queues behind checking.
 * Only the newest version is checked. What the platform adds comes when typing pauses.
 */
export class DiagnosticsHandler {
  private readonly waiting = new Map<string, NodeJS.Timeout>();
  private readonly lastChecks = new Map<string, LastCheck>();
  private readonly adviser: PlatformAdviser;
  private readonly scenarios: ScenarioPlatforms;

  constructor(private readonly context: ServerContext) {
    this.adviser = new PlatformAdviser(context, (document) => this.checkSoon(document.uri));
    this.scenarios = new ScenarioPlatforms(context, (document) => this.checkSoon(document.uri));
  }

  /** Checks a new version of a text soon. */
  changed(document: TextDocument): void {
    this.checkSoon(document.uri);
    this.adviser.changed(document);
    this.scenarios.changed(document);
  }

  /** Checks every open text again: the severities may be others. */
  settingsChanged(): void {
    for (const { uri } of this.context.documents.all()) this.checkSoon(uri);
    this.adviser.platformsChanged();
  }

  /** Files of platforms, or who is for which, may have changed. */
  platformsChanged(): void {
    this.adviser.platformsChanged();
    this.scenarios.platformsChanged();
  }

  /** Takes a closed text's diagnostics away. */
  closed(uri: string): void {
    clearTimeout(this.waiting.get(uri));
    this.waiting.delete(uri);
    this.lastChecks.delete(uri);
    this.adviser.closed(uri);
    this.scenarios.closed(uri);
    void this.context.connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  /** Drops every check that has not begun. */
  dispose(): void {
    for (const timer of this.waiting.values()) clearTimeout(timer);
    this.waiting.clear();
    this.adviser.dispose();
    this.scenarios.dispose();
  }

  private checkSoon(uri: string): void {
    // A check that waits will find the newest version.
    if (this.waiting.has(uri)) return;
    const { endedAt = 0, milliseconds = 0 } = this.lastChecks.get(uri) ?? {};
    const wait = Math.min(longestWaitMilliseconds, endedAt + milliseconds - performance.now());
    // A request that came with the keystroke, such as completion, goes first.
    const yieldOnce = () => setImmediate(() => this.publish(uri));
    this.waiting.set(uri, setTimeout(yieldOnce, Math.max(0, wait)));
  }

  private publish(uri: string): void {
    const { connection, documents, language, settings } = this.context;
    // The text was closed meanwhile, or the server ends.
    if (!this.waiting.delete(uri)) return;
    const document = documents.get(uri);
    if (document === undefined) return;
    const start = performance.now();
    const diagnostics = language.diagnose(document, {
      rules: readRuleSettings(settings().rules),
      advice: this.adviser.adviceFor(uri),
    });
    const endedAt = performance.now();
    this.lastChecks.set(uri, { endedAt, milliseconds: endedAt - start });
    void connection.sendDiagnostics({ uri, version: document.version, diagnostics });
  }
}
