import { formatBytes, formatCount } from '../../../engine/core/units';
import { layersResult } from '../../../engine/network/layersResult';
import type { LayersResult, Shape } from '../../../protocol/layersResult';
import { loadNetwork } from '../../adapters/files';
import { writeJson, type ExitCode, type Io } from '../io';
import { truncate } from '../plainText';
import { reportFailure, reportWarnings, type CommonOptions } from '../report';
import { tableText } from '../table';
import type { Terminal } from '../terminal';

/** Options of `layers`. */
export interface LayersOptions extends CommonOptions {
  readonly input?: Shape;
}

const longestName = 32;

/** Prints the layers of a network as a table or as JSON. */
export async function showLayers(path: string, options: LayersOptions, io: Io): Promise<ExitCode> {
  const network = await loadNetwork(path, options.input ? { input: options.input } : {});
  if (!network.ok) return reportFailure(io, options, [path], network.problems);
  reportWarnings(io, network.problems);
  const result = layersResult(network.value);
  if (options.json) writeJson(io, result);
  else io.out(layersTable(result, io.stdout));
  return 0;
}

/** The layers of a network as a table for people, with totals below. */
function layersTable(result: LayersResult, terminal: Terminal): string {
  const ellipsis = terminal.unicode ? '…' : '...';
  const shape = (of: Shape) => of.join('×');
  const rows = result.layers.map((layer, index) => [
    String(index + 1),
    truncate(layer.name, longestName, ellipsis),
    layer.op,
    shape(layer.inputShape),
    shape(layer.outputShape),
    formatCount(layer.weight),
    formatCount(layer.macs),
    formatCount(layer.parameters),
    formatBytes(layer.outputBytes),
    formatBytes(layer.cutBytes),
  ]);
  const { weight, macs, parameters } = result.totals;
  const totals = [weight, macs, parameters].map((total) => formatCount(total));
  return tableText(
    [
      { title: '#', numeric: true },
      { title: 'layer' },
      { title: 'operator' },
      { title: 'input', numeric: true },
      { title: 'output', numeric: true },
      { title: 'weight', numeric: true },
      { title: 'MACs', numeric: true },
      { title: 'params', numeric: true },
      { title: 'out', numeric: true },
      { title: 'cut', numeric: true },
    ],
    [...rows, ['', 'total', '', '', '', ...totals, '', '']],
    terminal,
  );
}
