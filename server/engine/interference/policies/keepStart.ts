import type { Decision, Policy } from '../policy';

/** Keeps the configuration that it begins with, whatever happens. */
export const keepStart: Policy = function* (_space, configuration) {
  const decision: Decision = { configuration, mode: 'serve', detected: null };
  for (;;) yield decision;
};
