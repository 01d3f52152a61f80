import type { Command } from 'commander';
import type { ExportOptions } from '../actions/exportOnnx';
import {
  inputOption,
  inputShape,
  seedNumber,
  withExamples,
  withJson,
  type VerbContext,
} from '../verbContext';

/** Declares `export`. */
export function addExport(program: Command, context: VerbContext): void {
  const command = program
    .command('export')
    .summary('write a network as an ONNX model with random weights')
    .description(
      'Writes a network as an ONNX model with the same layers by the same names. Its weights are ' +
        'random, scaled so that activations keep their size: it runs as fast as a trained one.',
    )
    .argument('<network>', 'a .cnn.yaml or .onnx file')
    .requiredOption('-o, --output <file>', 'the .onnx file to write')
    .option('--seed <n>', 'seed of the weights', seedNumber, 1)
    .option(...inputOption, inputShape)
    .action(async (network: string, options: ExportOptions) => {
      const { exportNetwork } = await import('../actions/exportOnnx');
      context.finish(await exportNetwork(network, options, context.io));
    });
  withExamples(withJson(command), [
    ['A model that any ONNX runtime runs', 'export resnet-50.cnn.yaml -o resnet-50.onnx'],
    ['Smaller images, other weights', 'export net.cnn.yaml --input 3,64,64 --seed 7 -o net.onnx'],
  ]);
}
