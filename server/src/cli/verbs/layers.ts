import type { Command } from 'commander';
import type { LayersOptions } from '../actions/layers';
import { inputOption, inputShape, withExamples, withJson, type VerbContext } from '../verbContext';

/** Declares `layers`. */
export function addLayers(program: Command, context: VerbContext): void {
  const command = program
    .command('layers')
    .summary('show what each layer of a network is and costs')
    .description(
      'Prints a row for each schedulable layer: shapes, weight (the static load hint), multiply-' +
        'accumulates, parameters, output bytes, and the bytes that cross the cut after it.',
    )
    .argument('<network>', 'a .cnn.yaml or .onnx file')
    .option(...inputOption, inputShape)
    .action(async (network: string, options: LayersOptions) => {
      const { showLayers } = await import('../actions/layers');
      context.finish(await showLayers(network, options, context.io));
    });
  withExamples(withJson(command), [
    ['A table', 'layers resnet-50.cnn.yaml'],
    ['A model whose input size is open', 'layers detector.onnx --input 3,320,320'],
    ['Multiply-accumulates of the whole network', 'layers vgg16.cnn.yaml --json | jq .totals.macs'],
  ]);
}
