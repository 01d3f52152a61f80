import { Argument, type Command } from 'commander';
import type { Shell } from '../completion/completionScript';
import { withExamples, type VerbContext } from '../verbContext';

/** Declares `completion`. */
export function addCompletion(program: Command, context: VerbContext): void {
  const command = program
    .command('completion')
    .summary('print a completion script for a shell')
    .description('Prints a script that lets a shell complete verbs, options and their values.')
    .addArgument(new Argument('<shell>', 'the shell').choices(['bash', 'zsh', 'fish']))
    .action(async (shell: Shell) => {
      const { completionScript } = await import('../completion/completionScript');
      context.io.out(completionScript(shell, program));
      context.finish(0);
    });
  withExamples(command, [
    ['For this bash', 'completion bash > ~/.cnn-tuner.bash && source ~/.cnn-tuner.bash'],
    ['For zsh, in a folder of $fpath', 'completion zsh > ~/.zfunc/_cnn-tuner'],
    ['For fish', 'completion fish > ~/.config/fish/completions/cnn-tuner.fish'],
  ]);
}
