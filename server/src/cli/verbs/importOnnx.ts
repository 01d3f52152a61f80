import type { Command } from 'commander';
import type { ImportOptions } from '../actions/importOnnx';
import { inputOption, inputShape, withExamples, withJson, type VerbContext } from '../verbContext';

/** Declares `import`. */
export function addImport(program: Command, context: VerbContext): void {
  const command = program
    .command('import')
    .summary('write a CNN descriptor from an ONNX model')
    .description(
      'Reads the structure of an ONNX model, not its weights, and writes it as a descriptor with ' +
        'the same layers, shapes and weights. Repeated structure becomes templates.',
    )
    .argument('<model>', 'an .onnx file')
    .option('-o, --output <file>', 'the .cnn.yaml file to write; standard output without it')
    .option(...inputOption, inputShape)
    .action(async (model: string, options: ImportOptions) => {
      const { importModel } = await import('../actions/importOnnx');
      context.finish(await importModel(model, options, context.io));
    });
  withExamples(withJson(command), [
    ['A descriptor beside the model', 'import resnet50.onnx -o resnet50.cnn.yaml'],
    [
      'A model whose input size is open',
      'import detector.onnx --input 3,320,320 -o detector.cnn.yaml',
    ],
  ]);
}
