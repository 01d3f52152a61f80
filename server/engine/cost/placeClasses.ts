import type { TimeTableInput } from './timeTable';

/**
 * Class of each place, numbered by first appearance. Two places are of one class where exchanging
 * them changes nothing: equal times of every layer, equal memory, equal links to and from every
 * other place, and the same link both ways between them. Exchanges compose, so this is an
 * equivalence, and all links within a class are equal: comparing with one member is enough.
 */
export function classesOf(input: TimeTableInput): Int32Array {
  const classOf = new Int32Array(input.places.length);
  const members: number[] = [];
  for (let place = 0; place < input.places.length; place += 1) {
    const known = members.findIndex((member) => exchangeable(input, member, place));
    classOf[place] = known < 0 ? members.length : known;
    if (known < 0) members.push(place);
  }
  return classOf;
}

function exchangeable(input: TimeTableInput, a: number, b: number): boolean {
  const { layers, places, seconds, memoryBytes, fast, speed } = input;
  if (memoryBytes[a] !== memoryBytes[b] || fast?.[a] !== fast?.[b] || speed?.[a] !== speed?.[b]) {
    return false;
  }
  for (let layer = 0; layer < layers.length; layer += 1) {
    const row = layer * places.length;
    if (seconds[row + a] !== seconds[row + b]) return false;
  }
  return (
    sameLinks(input.linkLatencySeconds, places.length, a, b) &&
    sameLinks(input.linkSecondsPerByte, places.length, a, b)
  );
}

function sameLinks(matrix: Float64Array, size: number, a: number, b: number): boolean {
  if (matrix[a * size + b] !== matrix[b * size + a]) return false;
  for (let other = 0; other < size; other += 1) {
    if (other === a || other === b) continue;
    if (matrix[a * size + other] !== matrix[b * size + other]) return false;
    if (matrix[other * size + a] !== matrix[other * size + b]) return false;
  }
  return true;
}
