/**
 * What a new file may be called for something with a name for people: small letters, digits and
 * hyphens. `Intel(R) Core(TM) i7-1260P CPU @ 2.10GHz` → `intel-core-i7-1260p`.
 */
export function fileStem(name: string, fallback: string): string {
  const stem = name
    .replace(/\((?:r|tm|c)\)/gi, ' ')
    .replace(/\b(?:cpu|processor)\b|@.*$/gi, ' ')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, 60)
    .replace(/-$/, '');
  return stem === '' ? fallback : stem;
}
