import type { Command } from 'commander';
import { withExamples, type VerbContext } from '../verbContext';

/** Declares `lsp`. */
export function addLsp(program: Command, context: VerbContext): void {
  const command = program
    .command('lsp')
    .summary('run the language server for any editor')
    .description('Speaks the Language Server Protocol on standard input and output.')
    .requiredOption('--stdio', 'talk on standard input and output')
    .action(async () => {
      const { serveStdio } = await import('../actions/lsp');
      serveStdio(context.bundles);
    });
  withExamples(command, [['As an editor starts it', 'lsp --stdio']]);
}
