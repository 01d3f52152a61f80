import { networkAdvice } from '../../engine/network/advice';
import { buildNetwork } from '../../engine/network/buildNetwork';
import type { Network } from '../../engine/network/network';
import { readDescriptor } from '../../engine/network/readDescriptor';
import type { Platform } from '../../engine/platform/platform';
import { readPlatform } from '../../engine/platform/readPlatform';
import type { Problem } from '../../protocol/problem';
import type { FileKind } from './fileKind';
import type { LocatedProblem } from './locatedProblem';
import { parseYamlFile, type YamlFile } from './yamlFile';

/**
 * Everything that is known of one version of a text. Features read it and compute nothing twice; what
 * is wrong with the data is found out when it is first asked for.
 */
export interface Analysis {
  readonly kind: FileKind;
  readonly file: YamlFile;
  /** Of the text, and of its data where the text has no errors; without what comments silence. */
  readonly problems: readonly LocatedProblem[];
  /** Null for other kinds, and where there are errors. */
  readonly network: Network | null;
  /** Null for other kinds, and where there are errors. */
  readonly platform: Platform | null;
  /** True once the data was judged. */
  readonly isJudged: boolean;
}

interface Judgement {
  readonly network: Network | null;
  readonly platform: Platform | null;
  readonly problems: readonly Problem[];
}

const noJudgement: Judgement = { network: null, platform: null, problems: [] };

/**
 * Parses a text, and judges it when asked. Never throws. Given the analysis of a `previous` version it
 * answers the same and faster; of that one only `network` and `platform` may still be used.
 */
export function analyse(kind: FileKind, text: string, previous: Analysis | null = null): Analysis {
  return new LazyAnalysis(kind, parseYamlFile(text, previous?.file));
}

class LazyAnalysis implements Analysis {
  private judgement: Judgement | null = null;
  private visible: readonly LocatedProblem[] | null = null;

  constructor(
    readonly kind: FileKind,
    readonly file: YamlFile,
  ) {}

  get isJudged(): boolean {
    return this.judgement !== null;
  }

  get network(): Network | null {
    return this.judged().network;
  }

  get platform(): Platform | null {
    return this.judged().platform;
  }

  get problems(): readonly LocatedProblem[] {
    const { file } = this;
    this.visible ??= file.visible([
      ...file.problems,
      ...this.judged().problems.map((p) => file.locate(p)),
    ]);
    return this.visible;
  }

  private judged(): Judgement {
    // Data of broken text lacks parts, and problems about them would only hide the cause.
    const isBroken = () => this.file.problems.some((p) => p.severity === 'error');
    this.judgement ??= isBroken() ? noJudgement : judge(this.kind, this.file.data);
    return this.judgement;
  }
}

function judge(kind: FileKind, data: unknown): Judgement {
  switch (kind) {
    case 'network':
      return judgeNetwork(data);
    case 'platform': {
      const read = readPlatform(data);
      return { network: null, platform: read.ok ? read.value : null, problems: read.problems };
    }
    case 'other':
      return noJudgement;
  }
}

function judgeNetwork(data: unknown): Judgement {
  const graph = readDescriptor(data);
  if (!graph.ok) return { ...noJudgement, problems: graph.problems };
  const built = buildNetwork(graph.value);
  return {
    network: built.ok ? built.value : null,
    platform: null,
    problems: [
      ...graph.problems,
      ...built.problems,
      ...(built.ok ? networkAdvice(built.value) : []),
    ],
  };
}
