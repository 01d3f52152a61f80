import type { Problem } from '../../protocol/problem';

/** A value, or why there is none. Warnings may come with a value; errors never do. */
export type Result<T> =
  | { readonly ok: true; readonly value: T; readonly problems: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** A result that holds `value`, with problems that are not errors. */
export function succeed<T>(value: T, problems: readonly Problem[] = []): Result<T> {
  return { ok: true, value, problems };
}

/** A result that holds no value. */
export function fail<T>(problems: readonly Problem[]): Result<T> {
  return { ok: false, problems };
}

/** `value` if no problem is an error, otherwise a failure with all of them. */
export function resultOf<T>(value: T, problems: readonly Problem[]): Result<T> {
  return problems.some((p) => p.severity === 'error') ? fail(problems) : succeed(value, problems);
}

/** Further problems of one kind in one document would help nobody, and could be millions. */
export const mostProblems = 100;
