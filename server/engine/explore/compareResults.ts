import type { ComparedResult, CompareModel, Side } from '../../protocol/compareModel';
import { bestStages } from './bestStages';
import { compareFigures } from './compareFigures';
import type { NamedResult } from './buildConvergence';
import { resultSubtitle, resultTitle } from './resultWords';
import { stageDifferences } from './stageDifferences';
import { stageLanes, type StageLanes } from './stageLanes';

/** Two results side by side: figures with their change, and stages that differ. */
export function compareResults(left: NamedResult, right: NamedResult): CompareModel {
  const leftLanes = bestLanes(left);
  const rightLanes = bestLanes(right);
  const sameLayers = sameNames(left.result.system.layers, right.result.system.layers);
  const model = {
    left: compared(left, leftLanes, sameLayers ? rightLanes : null, 'right'),
    right: compared(right, rightLanes, sameLayers ? leftLanes : null, 'left'),
    figures: compareFigures(left.result, right.result),
    axisSeconds: Math.max(leftLanes.axisSeconds, rightLanes.axisSeconds),
    sameLayers,
  };
  const verdict = verdictOf(model);
  return { ...model, verdict, summary: summary(model, verdict) };
}

function bestLanes({ result }: NamedResult): StageLanes {
  return stageLanes(result.system, bestStages(result));
}

function sameNames(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, index) => name === b[index]);
}

function compared(
  { file, result }: NamedResult,
  { lanes, periodSeconds }: StageLanes,
  others: StageLanes | null,
  otherSide: Side,
): ComparedResult {
  const used = lanes.filter((lane) => lane.stage !== null);
  // Pipelines of different layers have no stages in common, and nothing to be told apart.
  const compareWith = others?.lanes.filter((lane) => lane.stage !== null) ?? used;
  const stages = stageDifferences(used, compareWith, otherSide);
  return {
    title: resultTitle(result),
    subtitle: resultSubtitle(result),
    file,
    lanes: used,
    stages,
    unusedPlaces: lanes.length - used.length,
    periodSeconds,
  };
}

type Verdictless = Omit<CompareModel, 'verdict' | 'summary'>;

function verdictOf({ left, right, sameLayers }: Verdictless): string {
  if (!sameLayers) return 'The two are pipelines of different layers: only figures are compared.';
  const differing = (side: ComparedResult) =>
    side.stages.filter(({ difference }) => difference !== 'same').length;
  const [a, b] = [differing(left), differing(right)];
  if (a === 0 && b === 0) return 'Both have the same stages on the same places.';
  const count = (n: number, of: number) => `${n} of ${of} ${of === 1 ? 'stage' : 'stages'}`;
  return `${count(a, left.stages.length)} on the left and ${count(b, right.stages.length)} on the right differ.`;
}

function summary({ left, right, figures }: Verdictless, verdict: string): string {
  const words = figures
    .filter(({ change }) => change !== '')
    .map((figure) => {
      const better = figure.better === null ? '' : `, better on the ${figure.better}`;
      return `${figure.label} ${figure.left} and ${figure.right}, ${figure.change}${better}.`;
    });
  return [`${left.title}, compared with ${right.title}.`, verdict, ...words].join(' ');
}
