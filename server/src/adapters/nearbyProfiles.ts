import { readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ProfileNearby } from '../../engine/cost/pickProfile';
import type { ProfileTable } from '../../engine/cost/readProfile';
import { loadProfile } from './files';

/** More profiles in one folder are not looked at: the newest count. */
const mostProfiles = 20;

interface Held {
  readonly version: string;
  readonly profile: ProfileTable | null;
}

/** Profiles beside networks; a file is read once for each of its versions. */
export class NearbyProfiles {
  private readonly held = new Map<string, Held>();

  /** The profiles in the folder of a file, the newest first; those that cannot be read are left out. */
  async beside(path: string): Promise<ProfileNearby[]> {
    const folder = dirname(path);
    const names = await readdir(folder).catch(() => []);
    const files = await Promise.all(
      names.filter((name) => /\.profile\.json$/i.test(name)).map((name) => dated(folder, name)),
    );
    const newest = files
      .filter((file) => file !== null)
      .sort((a, b) => b.time - a.time || a.name.localeCompare(b.name))
      .slice(0, mostProfiles);
    const found: ProfileNearby[] = [];
    for (const { name, time, size } of newest) {
      const profile = await this.load(join(folder, name), `${time}-${size}`);
      const day = new Date(time).toISOString().slice(0, 10);
      if (profile) found.push({ profile, source: `${name}, ${day}` });
    }
    this.forgetOthers(newest.map(({ name }) => join(folder, name)));
    return found;
  }

  private async load(path: string, version: string): Promise<ProfileTable | null> {
    const before = this.held.get(path);
    if (before?.version === version) return before.profile;
    const loaded = await loadProfile(path);
    const profile = loaded.ok ? loaded.value : null;
    this.held.set(path, { version, profile });
    return profile;
  }

  /** Tables may be large: those of the folder of the moment are enough. */
  private forgetOthers(paths: readonly string[]): void {
    for (const path of this.held.keys()) if (!paths.includes(path)) this.held.delete(path);
  }
}

async function dated(folder: string, name: string) {
  try {
    const { mtimeMs, size } = await stat(join(folder, name));
    return { name, time: mtimeMs, size };
  } catch {
    return null;
  }
}
