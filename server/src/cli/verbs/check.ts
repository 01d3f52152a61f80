import { Option, type Command } from 'commander';
import type { CheckOptions } from '../actions/check';
import { withExamples, withJson, type VerbContext } from '../verbContext';

/** Declares `check`. */
export function addCheck(program: Command, context: VerbContext): void {
  const command = program
    .command('check')
    .summary('find mistakes in descriptors, models, profiles and results')
    .description(
      'Reads files and reports what is wrong with them, each problem with its place and its rule.\n' +
        'Exits with 1 where a file has errors.',
    )
    .argument('<file...>', '.cnn.yaml, .onnx, .platform.yaml, .profile.json or .tuning.json')
    .addOption(
      new Option('--format <format>', 'how problems are printed')
        .choices(['text', 'json', 'sarif'])
        .default('text'),
    )
    .action(async (files: string[], options: CheckOptions) => {
      const { checkFiles } = await import('../actions/check');
      context.finish(await checkFiles(files, options, context));
    });
  withExamples(withJson(command), [
    ['Everything in a folder', 'check networks/*.cnn.yaml platforms/*.platform.yaml'],
    ['For code scanning', 'check resnet.cnn.yaml --format sarif > problems.sarif'],
  ]);
}
