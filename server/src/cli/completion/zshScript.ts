import type { CompletionTree, OptionNode, ValueKind, VerbNode } from './completionTree';

/** A completion script for zsh: a file of `$fpath`, or sourced after `compinit`. */
export function zshScript({ program, verbs, options }: CompletionTree): string {
  const name = `_${program}`;
  const described = verbs.map((verb) => `    ${quote(`${verb.name}:${verb.summary}`)}\n`);
  return `#compdef ${program}
${name}() {
  local curcontext="$curcontext" state line
  local -a verbs
  verbs=(
${described.join('')}  )
  _arguments -C ${options.map(optionSpec).join(' ')} '1:verb:->verb' '*::argument:->argument'
  case $state in
    verb) _describe verb verbs ;;
    argument)
      case $words[1] in
${verbs.map(verbCase).join('')}      esac
      ;;
  esac
}
if [[ $funcstack[1] == ${name} ]]; then ${name} "$@"; else compdef ${name} ${program}; fi
`;
}

function verbCase(verb: VerbNode): string {
  const specs = verb.options.map(optionSpec);
  const argument = verb.argument === null ? [] : [`'*:argument:${action(verb.argument)}'`];
  return `        ${verb.name}) _arguments ${[...specs, ...argument].join(' ')} ;;\n`;
}

function optionSpec(option: OptionNode): string {
  const value = option.value === null ? '' : `:value:${action(option.value)}`;
  const description = `[${option.description.replace(/[[\]:]/g, '\\$&')}]`;
  const [first = '', ...others] = option.flags;
  if (others.length === 0) return quote(`${first}${description}${value}`);
  // Only one spelling of an option is offered: the others are excluded once one stands there.
  return `${quote(`(${option.flags.join(' ')})`)}{${option.flags.join(',')}}${quote(description + value)}`;
}

function action(value: ValueKind): string {
  if (value.kind === 'choices') return `(${value.choices.join(' ')})`;
  return value.kind === 'file' ? '_files' : '';
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
