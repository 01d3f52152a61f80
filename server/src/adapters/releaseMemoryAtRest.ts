import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { RestWatch } from './restWatch';

const intervalMilliseconds = 3000;
/** The first collection finds what is unused; the others give its pages back. */
const collections = 3;

/**
 * Gives memory back whenever this process rests: parsing leaves much behind that the engine would keep
 * until it needs more. Never keeps the process alive.
 */
export function releaseMemoryAtRest(): void {
  const watch = new RestWatch(intervalMilliseconds);
  const timer = setInterval(() => {
    if (!watch.rests(usedMilliseconds())) return;
    collectGarbage(collections, () => watch.skip(usedMilliseconds()));
  }, intervalMilliseconds);
  timer.unref();
}

/** Collects so many times, with requests answered in between. */
function collectGarbage(times: number, done: () => void): void {
  if (times === 0) {
    done();
    return;
  }
  // The engine has no other way to ask for it.
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') collect();
  setImmediate(() => collectGarbage(times - 1, done));
}

function usedMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
