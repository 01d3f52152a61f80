import { readFile } from 'node:fs/promises';
import { matches } from '../../engine/core/validate';
import { profileSchema, type ProfileFile } from '../../engine/cost/profileSchema';

/** The profile that an interrupted run left in a file; null where there is none. */
export async function profileToGoOn(path: string): Promise<ProfileFile | null> {
  try {
    const data: unknown = JSON.parse(await readFile(path, 'utf8'));
    return matches(profileSchema, data) && data.unfinished === true ? data : null;
  } catch {
    // Whatever else is there is replaced, as any output.
    return null;
  }
}
