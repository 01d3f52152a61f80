import type { Affine, Draft } from '../lower/draft';
import { rewrite, type DraftGraph, type Replacement } from './draftGraph';

/** Finds activations that the exporter took apart, and puts them together again. */
export function recognizeActivations(graph: DraftGraph): DraftGraph {
  // Products are found after the hard sigmoids that they may contain.
  return pass(pass(graph, [hardSigmoid]), [hardSwish, swish, mish, gelu]);
}

/** The input of an activation that ends at a draft, and the activation's name. */
type Match = { readonly name: string; readonly input: number; readonly sixth?: boolean };
type Pattern = (look: Look, index: number) => Match | undefined;

function pass(graph: DraftGraph, patterns: readonly Pattern[]): DraftGraph {
  const look = new Look(graph.drafts);
  const replacements = new Map<number, Replacement>();
  graph.drafts.forEach(({ shape, names, text }, index) => {
    for (const pattern of patterns) {
      const match = pattern(look, index);
      if (!match) continue;
      const { name, input, sixth = false } = match;
      const fields = { function: name };
      replacements.set(index, {
        op: 'activation',
        inputs: [input],
        fields,
        shape,
        names,
        text,
        sixth,
      });
      return;
    }
  });
  return rewrite(graph, replacements);
}

/** Looks back from a draft through what it is made of. */
class Look {
  constructor(private readonly drafts: readonly Draft[]) {}

  at(index: number): Draft | undefined {
    return this.drafts[index];
  }

  /** The input of an activation of this name. */
  activation(index: number, name: string): number | undefined {
    const draft = this.at(index);
    const matches = draft?.op === 'activation' && draft.fields['function'] === name;
    return matches ? draft.inputs[0] : undefined;
  }

  /** The input of an operation with this number; `x / 6` is also `x × ⅙`. */
  by(index: number, kind: Affine['kind'], value: number): number | undefined {
    const draft = this.at(index);
    const { kind: own, value: number } = draft?.affine ?? {};
    if (!draft || draft.op !== 'scale' || own === undefined || number === undefined)
      return undefined;
    const inverse = own !== kind && own === 'multiply' && kind === 'divide';
    if (own !== kind && !inverse) return undefined;
    const close = Math.abs((inverse ? 1 / number : number) - value) <= 1e-3 * Math.abs(value);
    return close ? draft.inputs[0] : undefined;
  }

  /** The input of any operation with a number. */
  scaled(index: number): number | undefined {
    const draft = this.at(index);
    return draft?.op === 'scale' && draft.affine?.value !== undefined ? draft.inputs[0] : undefined;
  }

  /** Both factors of a product, in both orders. */
  factors(index: number): readonly (readonly [number, number])[] {
    const draft = this.at(index);
    const [a, b, more] = draft?.op === 'multiply' ? draft.inputs : [];
    if (a === undefined || b === undefined || more !== undefined) return [];
    return [[a, b], [b, a]]; // prettier-ignore
  }
}

const then = <T, R>(value: T | undefined, next: (value: T) => R | undefined): R | undefined =>
  value === undefined ? undefined : next(value);

/** min(max(x + 3, 0), 6) */
function raised(look: Look, index: number): number | undefined {
  return then(look.activation(index, 'relu6'), (sum) => look.by(sum, 'add', 3));
}

const hardSigmoid: Pattern = (look, index) => {
  const input = then(look.by(index, 'divide', 6), (clipped) => raised(look, clipped));
  return then(input, (x) => ({ name: 'hard_sigmoid', input: x, sixth: true }));
};

const hardSwish: Pattern = (look, index) => {
  for (const [x, gate] of look.factors(index)) {
    if (look.at(gate)?.sixth && look.activation(gate, 'hard_sigmoid') === x) {
      return { name: 'hard_swish', input: x };
    }
  }
  const product = look.by(index, 'divide', 6);
  for (const [x, gate] of product === undefined ? [] : look.factors(product)) {
    if (raised(look, gate) === x) return { name: 'hard_swish', input: x };
  }
  return undefined;
};

const swish: Pattern = (look, index) => {
  const [x] = look.factors(index).find(([x, gate]) => look.activation(gate, 'sigmoid') === x) ?? [];
  return then(x, (input) => ({ name: 'swish', input }));
};

const mish: Pattern = (look, index) => {
  const softplus = (gate: number) =>
    then(look.activation(gate, 'tanh'), (t) => look.activation(t, 'softplus'));
  const [x] = look.factors(index).find(([x, gate]) => softplus(gate) === x) ?? [];
  return then(x, (input) => ({ name: 'mish', input }));
};

/** x · ½ · (1 + erf(x / √2)), with the half at any of its factors. */
const gelu: Pattern = (look, index) => {
  const half = (i: number) => look.by(i, 'divide', 2);
  const whole = (i: number) => half(i) ?? i;
  const product = whole(index);
  for (const [a, b] of look.factors(product)) {
    const erf = then(look.by(whole(b), 'add', 1), (sum) =>
      look.at(sum)?.op === 'erf' ? sum : undefined,
    );
    const x = then(
      then(erf, (e) => look.at(e)?.inputs[0]),
      (scaled) => look.scaled(scaled),
    );
    if (x === undefined) continue;
    const halves = [half(index), half(b), half(a)].filter((i) => i !== undefined).length;
    if (halves === 1 && (a === x || half(a) === x)) return { name: 'gelu', input: x };
  }
  return undefined;
};
