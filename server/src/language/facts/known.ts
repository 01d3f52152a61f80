import type { Platform } from '../../../engine/platform/platform';
import type { Analysis } from '../analysis';
import { networkFactsOf, type NetworkFacts } from './networkFacts';

/** What a text says: of its present version, or while that has errors of the last one without. */
export interface Known {
  readonly facts: NetworkFacts | null;
  readonly platform: Platform | null;
}

/** Of a text that never was without errors. */
export const nothingKnown: Known = { facts: null, platform: null };

/** What a version says, or else those before it; found out when it is first asked for. */
export class LatestKnown implements Known {
  constructor(
    private readonly analysis: Analysis,
    private readonly before: Known,
  ) {}

  get facts(): NetworkFacts | null {
    return networkFactsOf(this.analysis) ?? this.before.facts;
  }

  get platform(): Platform | null {
    return this.analysis.platform ?? this.before.platform;
  }

  /**
   * What is kept of it when a newer version comes. A version that was typed over before anybody asked
   * what is wrong with it is not judged for this, unless nothing is known yet.
   */
  settled(): Known {
    if (!this.analysis.isJudged && this.before !== nothingKnown) return this.before;
    const { facts, platform } = this;
    return facts === null && platform === null ? nothingKnown : { facts, platform };
  }
}
