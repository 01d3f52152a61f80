import { networkAdvice } from '../../engine/network/networkAdvice';
import { buildNetwork } from '../../engine/network/buildNetwork';
import type { Network } from '../../engine/network/network';
import { readDescriptor } from '../../engine/network/readDescriptor';
import type { Platform } from '../../engine/platform/platform';
import { readScenarioFile } from '../../engine/interference/scenario/readScenario';
import type { ScenarioFile } from '../../engine/interference/scenario/scenarioSchema';
import { readPlatform } from '../../engine/platform/readPlatform';
import type { Problem } from '../../protocol/problem';
import type { FileKind } from './fileKind';
import type { LocatedProblem } from './locatedProblem';
import { platformProblems, type ScenarioPlatform } from './scenarioPlatform';
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
  /** Null for other kinds, and where there are errors in the file itself. */
  readonly scenario: ScenarioFile | null;
  /** What is known of the platform that a scenario is for. */
  readonly scenarioPlatform: ScenarioPlatform | null;
  /** True once the data was judged. */
  readonly isJudged: boolean;
}

interface Judgement {
  readonly network: Network | null;
  readonly platform: Platform | null;
  readonly scenario: ScenarioFile | null;
  readonly problems: readonly Problem[];
}

const noJudgement: Judgement = { network: null, platform: null, scenario: null, problems: [] };

/**
 * Parses a text, and judges it when asked. Never throws. Given the analysis of a `previous` version it
 * answers the same and faster; of that one only `network` and `platform` may still be used.
 */
export function analyse(
  kind: FileKind,
  text: string,
  previous: Analysis | null = null,
  scenarioPlatform: ScenarioPlatform | null = null,
): Analysis {
  return new LazyAnalysis(kind, parseYamlFile(text, previous?.file), scenarioPlatform);
}

class LazyAnalysis implements Analysis {
  private judgement: Judgement | null = null;
  private visible: readonly LocatedProblem[] | null = null;

  constructor(
    readonly kind: FileKind,
    readonly file: YamlFile,
    readonly scenarioPlatform: ScenarioPlatform | null,
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

  get scenario(): ScenarioFile | null {
    return this.judged().scenario;
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
    this.judgement ??= isBroken() ? noJudgement : judge(this);
    return this.judgement;
  }
}

function judge({
  kind,
  file: { data },
  scenarioPlatform,
}: Pick<Analysis, 'kind' | 'file' | 'scenarioPlatform'>): Judgement {
  switch (kind) {
    case 'network':
      return judgeNetwork(data);
    case 'platform': {
      const read = readPlatform(data);
      return { ...noJudgement, platform: read.ok ? read.value : null, problems: read.problems };
    }
    case 'interference':
      return judgeScenario(data, scenarioPlatform);
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
    scenario: null,
    problems: [
      ...graph.problems,
      ...built.problems,
      ...(built.ok ? networkAdvice(built.value) : []),
    ],
  };
}

function judgeScenario(data: unknown, platform: ScenarioPlatform | null): Judgement {
  const read = readScenarioFile(data);
  if (!read.ok) return { ...noJudgement, problems: read.problems };
  const ofPlatform = platform === null ? [] : platformProblems(read.value, platform);
  return { ...noJudgement, scenario: read.value, problems: [...read.problems, ...ofPlatform] };
}
