import type { Command } from 'commander';
import { bashScript } from './bashScript';
import { completionTree } from './completionTree';
import { fishScript } from './fishScript';
import { zshScript } from './zshScript';

/** Shells that scripts are made for. */
export type Shell = 'bash' | 'zsh' | 'fish';

const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript };

/** A completion script made from a program's own declaration, so that it knows every option. */
export function completionScript(shell: Shell, program: Command): string {
  return scripts[shell](completionTree(program));
}
