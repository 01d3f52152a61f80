import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileKinds } from '../language/fileKind';

/** Folders that are looked into, and files that are found, at most: a search must end. */
const limits = { folders: 2000, files: 500 } as const;

/** Paths of the YAML files of our kinds in some folders, hidden ones and installed packages apart. */
export async function findDescriptors(folders: readonly string[]): Promise<string[]> {
  const open = [...folders];
  const found: string[] = [];
  for (let i = 0; i < open.length && i < limits.folders; i += 1) {
    const folder = open[i] ?? '';
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const { name } = entry;
      if (name.startsWith('.') || name === 'node_modules') continue;
      // Links are left out: they could lead in circles.
      if (entry.isDirectory()) open.push(join(folder, name));
      else if (entry.isFile() && fileKinds.some(({ ending }) => ending.test(name))) {
        found.push(join(folder, name));
        if (found.length >= limits.files) return found;
      }
    }
  }
  return found;
}
