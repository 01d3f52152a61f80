import type { Network } from '../../engine/network/network';
import { analyse, type Analysis } from './analysis';
import { networkFactsOf } from './facts/networkFacts';
import { nothingKnown, type Known } from './facts/known';
import { fileKindOf } from './fileKind';

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
  readonly known: Known;
}

/** Analyses of open texts: each version is parsed once, however many features ask. */
export class AnalysisCache {
  private readonly entries = new Map<string, Entry>();

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

  /** Drops what is held of a closed text. */
  forget(uri: string): void {
    this.entries.delete(uri);
  }

  private entry(source: SourceText): Entry | null {
    const { uri, version, languageId } = source;
    const held = this.entries.get(uri);
    if (held?.version === version && held.languageId === languageId) return held;
    const kind = fileKindOf(languageId, uri);
    if (kind === null) return null;
    const analysis = analyse(kind, source.getText(), held?.analysis);
    const known = {
      facts: networkFactsOf(analysis) ?? held?.known.facts ?? null,
      platform: analysis.platform ?? held?.known.platform ?? null,
    };
    const entry = { version, languageId, analysis, known };
    this.entries.set(uri, entry);
    return entry;
  }
}
