import type { Command } from 'commander';
import type { PlatformOptions } from '../actions/platform';
import { withExamples, withJson, type VerbContext } from '../verbContext';

/** Declares `platform`. */
export function addPlatform(program: Command, context: VerbContext): void {
  const command = program
    .command('platform')
    .summary('describe this machine, or another, as a platform')
    .description(
      'Writes a platform descriptor: cores grouped into execution places, their clocks and memory. ' +
        'What a machine does not tell is estimated, and said in a comment.',
    )
    .option('--from <file>', 'another machine: saved `lscpu -J -e` JSON, or lstopo XML')
    .option('-o, --output <file>', 'the .platform.yaml file to write; standard output without it')
    .action(async (options: PlatformOptions) => {
      const { describePlatform } = await import('../actions/platform');
      context.finish(await describePlatform(options, context.io));
    });
  withExamples(withJson(command), [
    ['This machine', 'platform -o here.platform.yaml'],
    ['Another one', 'platform --from server.lscpu.json -o server.platform.yaml'],
  ]);
}
