import { tableData } from '../../engine/cost/tableData';
import { analyticalProblem } from '../../engine/explore/tuningProblem';
import type { ReadProblemOutcome, ReadProblemTask } from './comparisonTask';
import { readTuneInputs } from './readTuneInputs';

/** Reads a network and a platform in a worker thread, and gives the problem as plain data. */
export async function readProblem(task: ReadProblemTask): Promise<ReadProblemOutcome> {
  const read = await readTuneInputs(task.network, task.platform);
  if (!read.ok) return { status: 'failed', message: read.message };
  const problem = analyticalProblem(read.network, read.platform);
  if (!problem.ok) {
    return { status: 'failed', message: problem.problems.map(({ message }) => message).join(' ') };
  }
  const { names, table } = problem.value;
  return { status: 'read', problem: { names, table: tableData(table) } };
}
