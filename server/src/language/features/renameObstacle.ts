import { findAt, type NameIndex, type Occurrence, type Thing } from '../symbols/nameIndex';

const words: ReadonlySet<string> = new Set(['if', 'else', 'and', 'or', 'not']);
const yamlWords = /^(?:true|false|null)$/i;

/** What names look like, and how that is said. */
const identifier = [/^[A-Za-z_]\w*$/, 'letters, digits and _, beginning with a letter'] as const;
const dashed = [/^[A-Za-z_][\w-]*$/, 'letters, digits, _ and -, beginning with a letter'] as const;
const dotted = [/^[A-Za-z_][\w.-]*$/, 'letters, digits, _, - and ., beginning with a letter'] as const; // prettier-ignore

/** Why a thing cannot have another name, as a sentence; null where it can. */
export function renameObstacle(index: NameIndex, thing: Thing, name: string): string | null {
  return (
    invalidName(index, thing, name) ??
    takenName(index, thing, name) ??
    (thing.kind === 'layer' || isValue(thing) ? capturedName(index, thing, name) : null)
  );
}

function invalidName(index: NameIndex, thing: Thing, name: string): string | null {
  const [pattern, looks] = patternFor(index, thing);
  if (!pattern.test(name)) return `“${name}” is no name here: use ${looks}.`;
  if (yamlWords.test(name)) return `“${name}” is a value in YAML and cannot be a name.`;
  if (thing.kind === 'layer' && name === 'input') return '“input” means what flows in.';
  if (isValue(thing) && (words.has(name) || /^(?:index|first|last)$/.test(name))) {
    return `“${name}” has a meaning in expressions.`;
  }
  return null;
}

function patternFor(index: NameIndex, { kind, occurrences }: Thing): typeof identifier | typeof dashed | typeof dotted {
  switch (kind) {
    case 'layer':
      return occurrences.some((o) => isInExpression(index, o)) ? identifier : dashed;
    case 'memory':
    case 'place':
      return dotted;
    default:
      return identifier;
  }
} // prettier-ignore

/** A thing of the same kind and scope that has the name, or one of whose copies has it. */
function takenName(index: NameIndex, thing: Thing, name: string): string | null {
  const others = index.thingsOf(thing.kind, thing.scope).filter((other) => other !== thing);
  const where = thing.scope === '' ? '' : ` in template ${thing.scope}`;
  if (others.some((other) => other.name === name)) {
    return `There is already a ${thing.kind} “${name}”${where}.`;
  }
  if (thing.kind !== 'layer' && thing.kind !== 'place') return null;
  const copy = (base: string, candidate: string) =>
    candidate.startsWith(base) &&
    (thing.kind === 'layer' ? /^_\d+$/ : /^\d+$/).test(candidate.slice(base.length));
  const clash = others.find((other) => copy(other.name, name) || copy(name, other.name));
  return clash === undefined
    ? null
    : `“${name}” could be confused with the copies of “${clash.name}”${where}.`;
}

/** Expressions in which the new name would mean something else, or would hide what it means now. */
function capturedName(index: NameIndex, thing: Thing, name: string): string | null {
  const inExpressions = thing.occurrences.filter((o) => isInExpression(index, o));
  if (thing.kind === 'layer') {
    const value = index.things.find((other) => isValue(other) && other.name === name);
    if (inExpressions.length === 0 || value === undefined) return null;
    return `In an expression “${name}” would mean the ${value.kind} of that name.`;
  }
  const rival = index.things.find(
    (other) =>
      isValue(other) &&
      other.name === name &&
      (other.kind === 'constant' ||
        thing.kind === 'constant' ||
        inExpressions.some((o) => blockAt(index, o) === other.scope)),
  );
  if (rival !== undefined) {
    const where = rival.scope === '' ? '' : ` of template ${rival.scope}`;
    return `There is already a ${rival.kind} “${name}”${where}: expressions could mean either.`;
  }
  const captured = index.occurrences.find(
    (o) =>
      o.name === name && isInExpression(index, o) && !o.things.some((t) => t.scope === blockAt(index, o) && t.kind === 'parameter'),
  ); // prettier-ignore
  return captured === undefined
    ? null
    : `An expression reads “${name}” already, as something else.`;
}

function isValue({ kind }: Thing): boolean {
  return kind === 'parameter' || kind === 'constant';
}

function isInExpression({ expressions }: NameIndex, { offsets }: Occurrence): boolean {
  return findAt(expressions, offsets[0]) !== null;
}

function blockAt({ expressions }: NameIndex, { offsets }: Occurrence): string {
  return findAt(expressions, offsets[0])?.block ?? '';
}
