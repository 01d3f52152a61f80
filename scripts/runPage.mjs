// Runs a bundle of tests that drive an editor's page.
import { createRequire } from 'node:module';
import Mocha from 'mocha';

const require = createRequire(import.meta.url);
/** A machine may be slow, a test must not be: this limit is for what never ends. */
const testMilliseconds = 300_000;

/**
 * Runs the tests of a page; gives their report.
 * @param {string} file the bundle, which may be run again.
 * @param {object} ground what its tests stand on.
 */
export async function runPage(file, ground) {
  const passed = [];
  const failures = [];
  const mocha = new Mocha({ ui: 'bdd', timeout: testMilliseconds, reporter: SilentReporter });
  mocha.addFile(file);
  mocha.unloadFiles();
  // At once: while a file is loaded, its tests are announced to whoever loads.
  mocha.loadFiles();
  mocha.lazyLoadFiles(true);
  const { setWorld, endWaits } = require(file);
  setWorld(ground);
  await new Promise((resolve) => {
    mocha
      .run(resolve)
      .on('test end', endWaits)
      .on('pass', (test) => passed.push(timed(test)))
      .on('fail', (test, error) => failures.push({ title: test.fullTitle(), error }));
  });
  // Only now: what the screen showed is added after a failure is told.
  const failed = failures.map(({ title, error }) => ({ title, reason: reasonOf(error) }));
  return { passed, failed };
}

function reasonOf(error) {
  return error.cause === undefined ? error.stack : `${error.stack}\nLast: ${reasonOf(error.cause)}`;
}

function timed(test) {
  return `${test.fullTitle()} (${((test.duration ?? 0) / 1000).toFixed(1)} s)`;
}

/** The reports of all parts are printed alike, by their runner. */
class SilentReporter extends Mocha.reporters.Base {
  epilogue() {}
}
