import type { Problem } from '../../protocol/problem';
import { laterFormat } from '../core/formatVersion';
import { fail, resultOf, type Result } from '../core/result';
import { matches, validate } from '../core/validate';
import { expandPlaces } from './expandPlaces';
import { linkMatrices } from './linkMatrices';
import type { Platform } from './platform';
import { platformSchema } from './platformSchema';

/** Judges a parsed platform descriptor and makes its execution places and links. */
export function readPlatform(data: unknown): Result<Platform> {
  const later = laterFormat(data);
  if (later !== null) return fail([later]);
  if (!matches(platformSchema, data)) return fail(validate(platformSchema, data));
  const problems: Problem[] = [];
  const places = expandPlaces(data, problems);
  // Ends of links can be judged only where every place has become one.
  const complete = !problems.some((p) => p.severity === 'error');
  const links = linkMatrices(complete ? data.links : undefined, places, problems);
  const transfers = data.transfers ?? 'overlapped';
  return resultOf({ name: data.platform, places, ...links, transfers }, problems);
}
