import { matches } from '../../engine/core/validate';
import { profileSchema, type ProfileFile } from '../../engine/cost/profileSchema';
import { readFileCapped } from './readFileCapped';

const mostBytes = 256_000_000;

/** The profile that an interrupted run left in a file; null where there is none. */
export async function profileToGoOn(path: string): Promise<ProfileFile | null> {
  try {
    const bytes = await readFileCapped(path, mostBytes);
    if (!bytes.ok) return null;
    const data: unknown = JSON.parse(new TextDecoder().decode(bytes.value));
    return matches(profileSchema, data) && data.unfinished === true ? data : null;
  } catch {
    // Whatever else is there is replaced, as any output.
    return null;
  }
}
