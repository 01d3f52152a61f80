import type { Shape } from '../../protocol/layersResult';
import type { Problem } from '../../protocol/problem';
import { laterFormat } from '../core/formatVersion';
import { fail, resultOf, type Result } from '../core/result';
import { validate } from '../core/validate';
import { checkLayers } from './checkLayers';
import type { DescriptorData } from './descriptorData';
import { descriptorSchema } from './descriptorSchema';
import { expandDescriptor } from './expandDescriptor';
import type { Graph } from './graph';

const elementBytes = { float32: 4, float16: 2, int8: 1 } as const;

/**
 * Validates and expands a parsed CNN descriptor: templates, expressions, `repeat`, `when`, `from`.
 * Shapes are not judged here, see `buildNetwork`.
 */
export function readDescriptor(data: unknown): Result<Graph> {
  const later = laterFormat(data);
  if (later !== null) return fail([later]);
  const problems: Problem[] = validate(descriptorSchema, data);
  if (!isDescriptor(data, problems)) return fail(problems);
  problems.push(...checkLayers(data));
  if (problems.some((p) => p.severity === 'error')) return fail(problems);
  const { nodes, outputs, problems: found } = expandDescriptor(data);
  const [channels, height, width] = data.input;
  const input: Shape = [channels, height, width];
  const bytes = elementBytes[data.precision ?? 'float32'];
  const graph: Graph = { name: data.cnn, input, elementBytes: bytes, nodes, outputs };
  return resultOf(graph, [...problems, ...found]);
}

/** The schema accepted it, so it has the type that the schema describes. */
function isDescriptor(data: unknown, problems: readonly Problem[]): data is DescriptorData {
  return !problems.some((p) => p.severity === 'error') && data !== undefined;
}
