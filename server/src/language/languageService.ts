import type { Network } from '../../engine/network/network';
import type { SourceSpan } from '../../protocol/layersModel';
import type { Analysis } from './analysis';
import { AnalysisCache, type SourceText } from './analysisCache';
import {
  createChangingFeatures,
  type ChangingFeatures,
  type ChangingOptions,
} from './changingFeatures';
import { layerRange } from './layerRange';
import { createReadingFeatures, type ReadingFeatures } from './readingFeatures';
import type { TextRange } from './locatedProblem';
import type { ScenarioPlatform } from './scenarioPlatform';
import { sourceSpans } from './sourceSpans';

/** What a host tells the service about itself. */
export type LanguageServiceOptions = ChangingOptions;

/**
 * Every language feature, with no connection and no editor in it: texts in, protocol values out.
 * One file a feature; this object only joins them to the cache. Methods answer at once, and give
 * nothing for files of other languages.
 */
export interface LanguageService extends ReadingFeatures, ChangingFeatures {
  analyse(source: SourceText): Analysis | null;
  layerRange(source: SourceText, layer: string): TextRange | null;
  /** The network of this version, or of the last one that had no errors. */
  lastNetwork(source: SourceText): Network | null;
  sourceSpans(source: SourceText): SourceSpan[];
  /** Tells what is known of the platform that a scenario is for. */
  setScenarioPlatform(uri: string, platform: ScenarioPlatform): void;
  /** Must be told when a text is closed. */
  forget(uri: string): void;
}

/** Creates the service; several may live beside each other. */
export function createLanguageService(
  options: Partial<LanguageServiceOptions> = {},
): LanguageService {
  const cache = new AnalysisCache();
  return {
    ...createReadingFeatures(cache),
    ...createChangingFeatures(cache, options),
    analyse: (source) => cache.get(source),
    layerRange(source, layer) {
      const analysis = cache.get(source);
      return analysis && layerRange(analysis, cache.lastNetwork(source), layer);
    },
    lastNetwork: (source) => cache.lastNetwork(source),
    sourceSpans(source) {
      const analysis = cache.get(source);
      return analysis === null ? [] : sourceSpans(analysis, cache.lastNetwork(source));
    },
    setScenarioPlatform: (uri, platform) => cache.setScenarioPlatform(uri, platform),
    forget: (uri) => cache.forget(uri),
  };
}
