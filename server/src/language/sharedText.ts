/** How much two texts share at their beginnings and, beyond that, at their ends, in UTF-16 units. */
export interface SharedText {
  readonly prefix: number;
  readonly suffix: number;
}

const step = 4096;

/** Compares two versions of a text. The shared parts overlap in neither of them. */
export function sharedText(a: string, b: string): SharedText {
  const most = Math.min(a.length, b.length);
  let prefix = 0;
  while (prefix + step <= most && equal(a, prefix, b, prefix)) prefix += step;
  while (prefix < most && a.charCodeAt(prefix) === b.charCodeAt(prefix)) prefix += 1;
  let suffix = 0;
  while (prefix + suffix + step <= most) {
    const [p, q] = [a.length - suffix - step, b.length - suffix - step];
    if (!equal(a, p, b, q)) break;
    suffix += step;
  }
  while (
    prefix + suffix < most &&
    a.charCodeAt(a.length - suffix - 1) === b.charCodeAt(b.length - suffix - 1)
  ) {
    suffix += 1;
  }
  return { prefix, suffix };
}

/** Whether `step` units are equal; the engine compares slices many at a time. */
function equal(a: string, p: number, b: string, q: number): boolean {
  return a.slice(p, p + step) === b.slice(q, q + step);
}
