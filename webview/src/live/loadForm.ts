import type { LiveLoad } from '../../../server/protocol/liveModel';

/** A load as it is being typed. */
export interface LoadForm {
  readonly arrivals: LiveLoad['arrivals'];
  readonly policy: LiveLoad['policy'];
  readonly perSecond: string;
  readonly seconds: string;
  /** Empty for none. */
  readonly sloMilliseconds: string;
}

/** Name of a field that is typed. */
export type LoadField = Exclude<keyof LoadForm, 'arrivals' | 'policy'>;

/** A load, or which field is wrong and why. */
export type ReadLoad =
  | { readonly ok: true; readonly load: LiveLoad }
  | { readonly ok: false; readonly field: LoadField; readonly message: string };

/** Limits of each field: what it must be, and how large it may be. */
const limits: Readonly<Record<LoadField, { readonly words: string; readonly most: number }>> = {
  perSecond: { words: 'A rate is a number above 0, at most 1 000 000 a second.', most: 1e6 },
  seconds: { words: 'A run lasts more than 0 seconds, at most a day (86 400).', most: 86_400 },
  sloMilliseconds: {
    words: 'An SLO is a number of milliseconds above 0, at most an hour, or nothing.',
    most: 3.6e6,
  },
};

/** A load as a form shows it. */
export function formOf({ arrivals, policy, perSecond, seconds, sloSeconds }: LiveLoad): LoadForm {
  return {
    arrivals,
    policy,
    perSecond: String(perSecond),
    seconds: String(seconds),
    sloMilliseconds: sloSeconds === null ? '' : String(Number((sloSeconds * 1e3).toPrecision(12))),
  };
}

/** Reads what was typed; the rate counts only where there is one. */
export function readForm(form: LoadForm): ReadLoad {
  const wanted: LoadField[] = ['seconds'];
  if (form.arrivals !== 'closed') wanted.unshift('perSecond');
  if (form.sloMilliseconds.trim() !== '') wanted.push('sloMilliseconds');
  for (const field of wanted) {
    const { words, most } = limits[field];
    const value = numberOf(form[field]);
    if (!(value > 0 && value <= most)) return { ok: false, field, message: words };
  }
  const rate = numberOf(form.perSecond);
  return {
    ok: true,
    load: {
      arrivals: form.arrivals,
      policy: form.policy,
      perSecond: rate > 0 && rate <= limits.perSecond.most ? rate : 10,
      seconds: numberOf(form.seconds),
      sloSeconds: form.sloMilliseconds.trim() === '' ? null : numberOf(form.sloMilliseconds) / 1e3,
    },
  };
}

/** Decimal commas are as good as points. */
function numberOf(text: string): number {
  const trimmed = text.trim().replace(',', '.');
  return trimmed === '' ? NaN : Number(trimmed);
}
