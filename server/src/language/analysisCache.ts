import type { Network } from '../../engine/network/network';
import { analyse, type Analysis } from './analysis';
import { LatestKnown, nothingKnown, type Known } from './facts/known';
import { fileKindOf } from './fileKind';
import type { ScenarioPlatform } from './scenarioPlatform';

/** One version of an open text; `TextDocument` of the protocol fits. */
export interface SourceText {
  readonly uri: string;
  readonly languageId: string;
  readonly version: number;
  getText(): string;
}

interface Entry {
  readonly version: number;
  readonly languageId: string;
  readonly analysis: Analysis;
  readonly known: LatestKnown;
}

/** Length of all texts whose analyses are kept, in UTF-16 units; the last used is kept anyway. */
const mostText = 100_000;

/** Analyses of open texts: each version is parsed once, however many features ask. */
export class AnalysisCache {
  /** By URI; the last used is the last. */
  private readonly entries = new Map<string, Entry>();
  /** What a text with errors said before: its tree, once dropped, cannot tell it again. */
  private readonly remembered = new Map<string, Known>();
  /** What is known of the platforms of scenarios. */
  private readonly platforms = new Map<string, ScenarioPlatform>();

  /** Analysis of a text; null for a file of another language. */
  get(source: SourceText): Analysis | null {
    return this.entry(source)?.analysis ?? null;
  }

  /** The network of this version, or of the last one that had no errors. */
  lastNetwork(source: SourceText): Network | null {
    return this.known(source).facts?.network ?? null;
  }

  /** What this version says, or the last one that had no errors. */
  known(source: SourceText): Known {
    return this.entry(source)?.known ?? nothingKnown;
  }

  /** From now on a scenario is judged with this platform. */
  setScenarioPlatform(uri: string, platform: ScenarioPlatform): void {
    this.platforms.set(uri, platform);
    this.entries.delete(uri);
  }

  /** Drops what is held of a closed text. */
  forget(uri: string): void {
    this.platforms.delete(uri);
    this.entries.delete(uri);
    this.remembered.delete(uri);
  }

  private entry(source: SourceText): Entry | null {
    const { uri, version, languageId } = source;
    const held = this.entries.get(uri);
    // A text that is opened again counts its versions anew.
    const isSame =
      held?.version === version &&
      held.languageId === languageId &&
      held.analysis.file.text === source.getText();
    const entry = isSame ? held : this.read(source, held);
    if (entry === null) return null;
    // The last used is last in line.
    this.entries.delete(uri);
    this.entries.set(uri, entry);
    if (!isSame) this.dropOldest();
    return entry;
  }

  private read(source: SourceText, held: Entry | undefined): Entry | null {
    const { uri, version, languageId } = source;
    const kind = fileKindOf(languageId, uri);
    if (kind === null) return null;
    const before = held?.known.settled() ?? this.remembered.get(uri) ?? nothingKnown;
    const platform = this.platforms.get(uri) ?? null;
    const analysis = analyse(kind, source.getText(), held?.analysis, platform);
    return { version, languageId, analysis, known: new LatestKnown(analysis, before) };
  }

  /** Trees take fifty times the memory of their texts: those that rest are made again when needed. */
  private dropOldest(): void {
    let length = 0;
    for (const { analysis } of this.entries.values()) length += analysis.file.text.length;
    for (const [uri, { analysis, known }] of this.entries) {
      if (length <= mostText || this.entries.size === 1) return;
      this.entries.delete(uri);
      if (analysis.network ?? analysis.platform) this.remembered.delete(uri);
      else this.remembered.set(uri, known.settled());
      length -= analysis.file.text.length;
    }
  }
}
