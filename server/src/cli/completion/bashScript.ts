import type { CompletionTree, OptionNode, ValueKind, VerbNode } from './completionTree';

/** A completion script for bash 3.2 and later; it needs no bash-completion package. */
export function bashScript({ program, verbs, options }: CompletionTree): string {
  const name = `_${program.replaceAll('-', '_')}`;
  return `# bash completion for ${program}: source this file.
${name}() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}"
  # \`--option=value\` arrives as three words.
  if [[ $word == '=' ]]; then word=''
  elif [[ $before == '=' ]]; then before="\${COMP_WORDS[COMP_CWORD-2]}"
  fi
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
    if [[ $word == -* ]]; then ${reply(options.flatMap(({ flags }) => flags))}
    else ${reply(verbs.map((verb) => verb.name))}
    fi
    return
  fi
  case "\${COMP_WORDS[1]}" in
${verbs.map(verbCase).join('')}  esac
}
# What is not completed here is a file's name.
complete -o bashdefault -o default -F ${name} ${program}
`;
}

function verbCase(verb: VerbNode): string {
  const flags = verb.options.flatMap((option) => option.flags);
  const valued = verb.options.filter((option) => option.value !== null);
  const argument = verb.argument?.kind === 'choices' ? reply(verb.argument.choices) : 'return';
  const options =
    valued.length === 0
      ? ''
      : `      case "$before" in
${valued.map(optionCase).join('')}      esac
`;
  return `    ${verb.name})
${options}      if [[ $word == -* ]]; then ${reply(flags)}; else ${argument}; fi
      ;;
`;
}

function optionCase(option: OptionNode): string {
  return `        ${option.flags.join('|')}) ${valueAction(option.value)}; return ;;\n`;
}

function valueAction(value: ValueKind | null): string {
  if (value?.kind === 'choices') return reply(value.choices);
  // compopt is missing in bash 3.2; there file names are offered, which does no harm.
  return value?.kind === 'file' ? ':' : 'compopt +o default 2>/dev/null';
}

function reply(choices: readonly string[]): string {
  return `COMPREPLY=($(compgen -W '${words(choices)}' -- "$word"))`;
}

function words(choices: readonly string[]): string {
  return choices.join(' ');
}
