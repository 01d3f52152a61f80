import { dirname, isAbsolute, resolve } from 'node:path';

/**
 * Path of the platform that a scenario names, relative to its file; null for what is none: a scenario is
 * to lead to no other file, and to no other machine.
 */
export function scenarioPlatformPath(scenarioPath: string, written: string): string | null {
  if (isAbsolute(written) || /^[\\/]|^[a-z]+:/i.test(written) || written.includes('\0'))
    return null;
  if (!/\.platform\.ya?ml$/i.test(written)) return null;
  return resolve(dirname(scenarioPath), written);
}

/** Why a scenario's platform is not looked for, for people. */
export const notPlatformPath =
  'Names no platform descriptor: write the path of a `.platform.yaml` file, relative to this one.';

/** Why the platform that a scenario names says nothing, for people. */
export const noPlatformHere = 'There is no platform descriptor without errors at this path.';
