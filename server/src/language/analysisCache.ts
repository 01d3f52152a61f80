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
}

/** Length of all texts whose analyses are kept, in UTF-16 units; the last used is kept anyway. */
const mostText = 100_000;

/** Analyses of open texts: each version is parsed once, however many features ask. */
export class AnalysisCache {
  /** By URI; the last used is the last. */
  private readonly entries = new Map<string, Entry>();
  /** Outlives the tree of a text with errors, which cannot tell it again. */
  private readonly knowledge = new Map<string, Known>();

  /** Analysis of a text; null for a file of another language. */
  get(source: SourceText): Analysis | null {
    const { uri, version, languageId } = source;
    const held = this.entries.get(uri);
    if (held?.version === version && held.languageId === languageId) {
      this.keep(uri, held);
      return held.analysis;
    }
    const kind = fileKindOf(languageId, uri);
    if (kind === null) return null;
    const analysis = analyse(kind, source.getText(), held?.analysis);
    this.keep(uri, { version, languageId, analysis });
    this.learn(uri, analysis);
    this.dropOldest();
    return analysis;
  }

  /** The network of this version, or of the last one that had no errors. */
  lastNetwork(source: SourceText): Network | null {
    return this.known(source).facts?.network ?? null;
  }

  /** What this version says, or the last one that had no errors. */
  known(source: SourceText): Known {
    return this.get(source) === null ? nothingKnown : this.knowledgeOf(source.uri);
  }

  /** Drops what is held of a closed text. */
  forget(uri: string): void {
    this.entries.delete(uri);
    this.knowledge.delete(uri);
  }

  private knowledgeOf(uri: string): Known {
    return this.knowledge.get(uri) ?? nothingKnown;
  }

  private learn(uri: string, analysis: Analysis): void {
    const before = this.knowledgeOf(uri);
    this.knowledge.set(uri, {
      facts: networkFactsOf(analysis) ?? before.facts,
      platform: analysis.platform ?? before.platform,
    });
  }

  private keep(uri: string, entry: Entry): void {
    this.entries.delete(uri);
    this.entries.set(uri, entry);
  }

  /** Trees take fifty times the memory of their texts: those that rest are made again when needed. */
  private dropOldest(): void {
    let length = 0;
    for (const { analysis } of this.entries.values()) length += analysis.file.text.length;
    for (const [uri, { analysis }] of this.entries) {
      if (length <= mostText || this.entries.size === 1) return;
      this.entries.delete(uri);
      if (analysis.network ?? analysis.platform) this.knowledge.delete(uri);
      length -= analysis.file.text.length;
    }
  }
}
