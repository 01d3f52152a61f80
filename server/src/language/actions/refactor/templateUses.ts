import type { RunParameters } from './runParameters';

/** The layers that use a template in place of a run, and how its layers are named now. */
export interface TemplateUses {
  /** One a line, in flow style, from the dash. */
  readonly lines: readonly string[];
  /** What `from` calls the tensor of a copy, counted from 0. */
  nameOf(copy: number): string;
  /** What names of layers in a copy begin with. */
  pathOf(copy: number): string;
}

/** What uses are made from. */
export interface UsesOptions {
  readonly use: string;
  readonly template: string;
  readonly parameters: RunParameters['parameters'];
  readonly copies: number;
  /** What the first copy reads; null for the layer before. */
  readonly flow: string | null;
}

/** One use with `repeat` where copies are equal, or all but the first; else a use for each. */
export function templateUses(options: UsesOptions): TemplateUses {
  const { use, template, parameters, copies, flow } = options;
  const entry = (name: string, more: readonly string[]): string =>
    `- { ${[`name: ${name}`, `use: ${template}`, ...more].join(', ')} }`;
  const from = flow === null ? [] : [`from: ${flow}`];
  const given = (texts: readonly (readonly [string, string])[]): string[] =>
    texts.length === 0
      ? []
      : [`with: { ${texts.map(([key, text]) => `${key}: ${text}`).join(', ')} }`];
  if (copies === 1) {
    return { lines: [entry(use, from)], nameOf: () => use, pathOf: () => use };
  }
  const byFirst = parameters.map(({ name, texts }) => [name, firstOrOther(texts)] as const);
  const repeated = byFirst.flatMap(([name, text]) =>
    text === null ? [] : [[name, text] as const],
  );
  if (repeated.length === parameters.length) {
    return {
      lines: [entry(use, [`repeat: ${copies}`, ...given(repeated), ...from])],
      nameOf: (copy) => (copy === copies - 1 ? use : `${use}_${copy + 1}`),
      pathOf: (copy) => `${use}_${copy + 1}`,
    };
  }
  const nameOf = (copy: number): string => `${use}${copy + 1}`;
  const lines = Array.from({ length: copies }, (_, copy) => {
    const texts = parameters.map(({ name, texts: all }) => [name, all[copy] ?? ''] as const);
    return entry(nameOf(copy), [...given(texts), ...(copy === 0 ? from : [])]);
  });
  return { lines, nameOf, pathOf: nameOf };
}

/** An expression for values of which only the first differs; null for others. */
function firstOrOther(texts: readonly string[]): string | null {
  const [first = '', second = '', ...others] = texts;
  const isValue = (text: string) => /^(?:\d+(?:\.\d+)?|true|false)$/.test(text);
  if (others.length === 0 || !isValue(first) || !isValue(second)) return null;
  if (others.some((text) => text !== second)) return null;
  if (first === 'true' && second === 'false') return '$first';
  return `$(${first} if first else ${second})`;
}
