import { Option, type Command } from 'commander';
import type { CheckOptions } from '../actions/check';
import { ruleSetting } from '../ruleSetting';
import { withExamples, withJson, type VerbContext } from '../verbContext';

/** Declares `check`. */
export function addCheck(program: Command, context: VerbContext): void {
  const command = program
    .command('check')
    .summary('find mistakes in descriptors, models, scenarios, profiles and results')
    .description(
      'Reads files and reports what is wrong with them, each problem with its place and its rule. ' +
        'Exits with 1 where a file has errors.',
    )
    .argument(
      '<file...>',
      '.cnn.yaml, .onnx, .platform.yaml, .interference.yaml, .profile.json, .tuning.json or .comparison.json',
    )
    .addOption(
      new Option('--format <format>', 'how problems are printed')
        .choices(['text', 'json', 'sarif'])
        .default('text'),
    )
    .option('--platform <file>', 'judge each network and scenario on this .platform.yaml as well')
    .addOption(
      new Option(
        '--rule <id=severity>',
        'severity of a rule: error, warning, information, hint or off; may be repeated',
      ).argParser(ruleSetting),
    )
    .action(async (files: string[], options: CheckOptions) => {
      const { checkFiles } = await import('../actions/check');
      context.finish(await checkFiles(files, options, context));
    });
  withExamples(withJson(command), [
    ['Everything in a folder', 'check networks/*.cnn.yaml platforms/*.platform.yaml'],
    [
      'A network on the platform that it is for',
      'check net.cnn.yaml --platform board.platform.yaml',
    ],
    ['Nothing about unused templates', 'check net.cnn.yaml --rule unused-template=off'],
    ['For code scanning', 'check resnet.cnn.yaml --format sarif > problems.sarif'],
  ]);
}
