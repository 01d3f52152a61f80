import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SuiteReport } from '../suiteReport';

/** The last one leaves no server behind that restarts by itself. */
const files = [
  'activation.test.js',
  'features.test.js',
  'language.test.js',
  'manifest.test.js',
  'restart.test.js',
];

/** Called in the extension host: runs the suite, rejects where a test fails. */
export async function run(): Promise<void> {
  // An ES module, which a bundle of CommonJS imports at run time.
  const { default: Mocha } = await import('mocha');
  const mocha = new Mocha({ ui: 'bdd', color: false, timeout: 120_000 });
  for (const file of files) mocha.addFile(join(__dirname, file));
  await mocha.loadFilesAsync();
  const report: SuiteReport = { passed: [], failed: [] };
  await new Promise<void>((resolve) => {
    mocha
      .run(() => resolve())
      .on('pass', (test) => report.passed.push(test.fullTitle()))
      .on('fail', (test, error: Error) => {
        report.failed.push({ title: test.fullTitle(), reason: error.stack ?? error.message });
      });
  });
  const { CNN_TUNER_REPORT: reportFile } = process.env;
  if (reportFile !== undefined) await writeFile(reportFile, JSON.stringify(report));
  if (report.failed.length > 0) throw new Error(`${report.failed.length} tests failed`);
}
