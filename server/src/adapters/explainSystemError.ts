import type { Stats } from 'node:fs';

const explanations: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or directory',
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  EISDIR: 'it is a directory',
  ENOTDIR: 'a part of its path is not a directory',
  ELOOP: 'its symbolic links go in a circle',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'its name is too long',
  ENOSPC: 'no space is left on the device',
  EDQUOT: 'the disk quota is exhausted',
  EROFS: 'the file system is read-only',
  EFBIG: 'the file would be larger than the file system or a limit allows',
};

/** Why an operation on a file failed, as the end of a sentence. */
export function explainSystemError(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return explanations[code] ?? (error instanceof Error ? error.message : String(error));
}

/** Why a file cannot be read as one; null for a regular file. */
export function irregularFile(facts: Stats): string | null {
  if (facts.isDirectory()) return 'This is a directory: name a file in it.';
  return facts.isFile() ? null : 'This is not a regular file.';
}
