/** What decides whether two places can stand for each other. */
export interface PlaceFacts {
  readonly placeCount: number;
  /** seconds[layer × placeCount + place]. */
  readonly seconds: Float64Array;
  /** Time of all layers on each place: places with different totals need no closer look. */
  readonly totals: Float64Array;
  readonly memoryBytes: Float64Array;
  /** place × place, row-major; the diagonal means nothing. */
  readonly linkLatencySeconds: Float64Array;
  /** place × place, row-major; the diagonal means nothing. */
  readonly linkSecondsPerByte: Float64Array;
  /** NaN where it is not known. */
  readonly busyWatts: Float64Array;
  /** NaN where it is not known. */
  readonly idleWatts: Float64Array;
}

/**
 * Sorts places into classes, numbered in the order of their first members. Two places are of one
 * class where swapping them changes nothing: equal time columns, equal memory, equal power, equal links to and
 * from every third place, and the same link between the two in both directions.
 *
 * Swaps that change nothing are closed under conjugation, (a c) = (a b)(b c)(a b), so this is an
 * equivalence, and comparing with one member of a class is enough. It also follows that all links
 * between members of a class are equal, and all links from one class to another: a solver may
 * count places by class and take any two members' link.
 */
export function placeClasses(facts: PlaceFacts): { classOf: Int32Array; classCount: number } {
  const classOf = new Int32Array(facts.placeCount);
  const first: number[] = [];
  for (let place = 0; place < facts.placeCount; place += 1) {
    const known = first.findIndex((other) => isAlike(facts, other, place));
    classOf[place] = known < 0 ? first.push(place) - 1 : known;
  }
  return { classOf, classCount: first.length };
}

function isAlike(facts: PlaceFacts, a: number, b: number): boolean {
  const { placeCount, seconds, totals, memoryBytes } = facts;
  if (totals[a] !== totals[b] || memoryBytes[a] !== memoryBytes[b]) return false;
  if (!Object.is(facts.busyWatts[a], facts.busyWatts[b])) return false;
  if (!Object.is(facts.idleWatts[a], facts.idleWatts[b])) return false;
  // Links first: a row of places is shorter than a column of layers.
  if (!isLinkedAlike(facts.linkLatencySeconds, placeCount, a, b)) return false;
  if (!isLinkedAlike(facts.linkSecondsPerByte, placeCount, a, b)) return false;
  for (let row = 0; row < seconds.length; row += placeCount) {
    if (seconds[row + a] !== seconds[row + b]) return false;
  }
  return true;
}

function isLinkedAlike(link: Float64Array, placeCount: number, a: number, b: number): boolean {
  if (link[a * placeCount + b] !== link[b * placeCount + a]) return false;
  for (let c = 0; c < placeCount; c += 1) {
    if (c === a || c === b) continue;
    if (link[a * placeCount + c] !== link[b * placeCount + c]) return false;
    if (link[c * placeCount + a] !== link[c * placeCount + b]) return false;
  }
  return true;
}
