import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { describeTerminal } from '../../server/src/cli/terminal';
import { plainText } from '../../server/src/cli/plainText';
import { definitions } from './definitions';
import { paperGrid } from './problems';
import { comparisonTable, comparisonText, reportJson, reportText } from './reportTable';
import { runJobs } from './runJobs';
import { tablePlans } from './tables';

/**
 * `npm run reproduce [-- --json] [--only WORDS]`: Papers I to III as tables, from runs; all of them, or
 * those whose titles hold the words.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { json: { type: 'boolean' }, only: { type: 'string' } },
  });
  const wanted = (values.only ?? '').toLowerCase();
  const plans = tablePlans(paperGrid).filter(({ title }) => title.toLowerCase().includes(wanted));
  if (plans.length === 0) {
    const titles = tablePlans(paperGrid).map(({ title }) => `  ${title}`);
    console.error(['No title of a table holds these words. The titles:', ...titles].join('\n'));
    process.exitCode = 1;
    return;
  }
  const worker = fileURLToPath(new URL('reproduceWorker.mjs', import.meta.url));
  const jobs = plans.flatMap((plan) => plan.jobs);
  let toldAt = 0;
  const book = await runJobs(jobs, worker, (done, of) => {
    const now = performance.now();
    if (done < of && now - toldAt < 10_000) return;
    toldAt = now;
    console.error(`${done} of ${of} jobs done`);
  });
  const tables = plans.map((plan) => ({ title: plan.title, ...plan.build(book) }));
  const meanings = definitions(paperGrid);
  if (values.json) {
    const document = {
      kind: 'cnn-reproduction',
      definitions: meanings,
      tables: [...tables, comparisonTable(tables)].map(reportJson),
    };
    console.log(JSON.stringify(document, null, 2));
    return;
  }
  const terminal = describeTerminal(process.stdout, process.env, process.platform);
  const parts = [
    meanings.map((line) => plainText(line, terminal.unicode)).join('\n'),
    ...tables.map((table) => reportText(table, terminal)),
    comparisonText(tables, terminal),
  ];
  console.log(parts.join('\n\n'));
}

await main();
