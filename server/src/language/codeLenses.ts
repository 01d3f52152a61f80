import type { CodeLens, Range } from 'vscode-languageserver';
import { formatCount, formatThroughput } from '../../engine/core/units';
import type { Network } from '../../engine/network/network';
import { ageText } from './ageText';
import type { Analysis } from './analysis';

/** The newest saved result of a network. */
export interface LastResult {
  readonly uri: string;
  /** Inferences per second. */
  readonly throughput: number;
  readonly ageMilliseconds: number;
  /** True where the network or the platform has changed since. */
  readonly stale: boolean;
}

/** Commands of the editor; each null where it has none. */
export interface LensCommands {
  /** Runs a tuning; takes the network's URI. */
  readonly run: string | null;
  /** Compares explorers; takes the network's URI. */
  readonly compare: string | null;
  /** Shows the layers; takes the network's URI. */
  readonly layers: string | null;
  /** Replays a scenario; takes its URI. */
  readonly replay: string | null;
  /** Opens a result; takes its URI. */
  readonly openResult: string | null;
}

/** What stands above `cnn:`: the network's size, what can be done with it, and what was found; above `interference:` *Replay*. */
export interface CodeLensOptions {
  readonly uri: string;
  readonly commands: LensCommands;
  /** Null where none is known. */
  readonly lastResult: LastResult | null;
}

/** Lenses of a descriptor. `network` may be of an earlier version, so that lines do not jump. */
export function codeLensesOf(
  analysis: Analysis,
  network: Network | null,
  { uri, commands, lastResult }: CodeLensOptions,
): CodeLens[] {
  const isScenario = analysis.kind === 'interference';
  if (!isScenario && (analysis.kind !== 'network' || network === null)) return [];
  const range = analysis.file.range([isScenario ? 'interference' : 'cnn'], 'key');
  const lens = (title: string, command: string | null, argument: string): CodeLens[] =>
    command === null ? [] : [{ range, command: { title, command, arguments: [argument] } }];
  if (network === null) {
    return analysis.scenario === null ? [] : lens('$(play) Replay', commands.replay, uri);
  }
  return [
    sizeLens(range, sizeOf(network), commands.layers, uri),
    ...lens('$(play) Run Shisha Tuning', commands.run, uri),
    ...lens('$(git-compare) Compare Explorers', commands.compare, uri),
    ...(lastResult === null
      ? []
      : lens(resultText(lastResult), commands.openResult, lastResult.uri)),
  ];
}

/** Figures are there without a command too: then nothing happens by a click. */
function sizeLens(range: Range, title: string, command: string | null, uri: string): CodeLens {
  if (command === null) return { range, command: { title, command: '' } };
  return { range, command: { title, tooltip: 'Show the layers', command, arguments: [uri] } };
}

function sizeOf({ layers }: Network): string {
  const weight = layers.reduce((sum, layer) => sum + layer.weight, 0);
  const count = layers.length === 1 ? '1 layer' : `${layers.length} layers`;
  return `${count} · ${formatCount(weight)} weight`;
}

function resultText({ throughput, ageMilliseconds, stale }: LastResult): string {
  const text = `last: ${formatThroughput(throughput)}, ${ageText(ageMilliseconds)}`;
  return stale ? `$(warning) ${text} (stale)` : `$(graph) ${text}`;
}
