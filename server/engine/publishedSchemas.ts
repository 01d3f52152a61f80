import type { TSchema } from '@sinclair/typebox';
import { profileSchema } from './cost/profileSchema';
import { replayLineSchema } from './interference/record/replaySchema';
import { scenarioSchema } from './interference/scenario/scenarioSchema';
import { networkJsonSchema } from './network/networkJsonSchema';
import { platformSchema } from './platform/platformSchema';
import { comparisonSchema } from './explore/comparison/comparisonSchema';
import { tuningSchema } from './explore/readTuning';

/** The JSON Schemas that ship for other tools, by the names of their files in `schemas/`. */
export const publishedSchemas: Readonly<Record<string, () => object>> = {
  'cnn-network': networkJsonSchema,
  'cnn-platform': () => published(platformSchema),
  'cnn-interference': () => published(scenarioSchema),
  'cnn-profile': () => published(profileSchema),
  'cnn-tuning': () => published(tuningSchema),
  'cnn-comparison': () => published(comparisonSchema),
  'cnn-replay': () => published(replayLineSchema),
};

function published(schema: TSchema): object {
  return { $schema: 'http://json-schema.org/draft-07/schema#', ...schema };
}
