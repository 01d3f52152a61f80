/** A field of what an earlier panel saved, which may be anything; undefined where there is none. */
export function savedField(saved: unknown, key: string): unknown {
  return typeof saved === 'object' && saved !== null ? Reflect.get(saved, key) : undefined;
}

/** A field that is a text; empty where it is not. */
export function savedText(saved: unknown, key: string): string {
  const found = savedField(saved, key);
  return typeof found === 'string' ? found : '';
}

/** A field that is a positive number, as pixels and positions are; 0 where it is not. */
export function savedAmount(saved: unknown, key: string): number {
  const found = savedField(saved, key);
  return typeof found === 'number' && Number.isFinite(found) && found > 0 ? found : 0;
}

/** A field that is true; false where it is anything else. */
export function savedFlag(saved: unknown, key: string): boolean {
  return savedField(saved, key) === true;
}
