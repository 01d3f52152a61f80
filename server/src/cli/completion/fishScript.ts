import type { CompletionTree, OptionNode } from './completionTree';

/** A completion script for fish. */
export function fishScript({ program, verbs, options }: CompletionTree): string {
  const names = verbs.map((verb) => verb.name).join(' ');
  const unseen = quote(`not __fish_seen_subcommand_from ${names}`);
  const lines = verbs.flatMap((verb) => {
    const seen = `complete -c ${program} -n ${quote(`__fish_seen_subcommand_from ${verb.name}`)}`;
    return [
      `complete -c ${program} -f -n ${unseen} -a ${verb.name} -d ${quote(verb.summary)}`,
      ...(verb.argument?.kind === 'choices'
        ? [`${seen} -f -a ${quote(verb.argument.choices.join(' '))}`]
        : []),
      ...verb.options.map((option) => `${seen}${optionArguments(option)}`),
    ];
  });
  const own = options.map(
    (option) => `complete -c ${program} -n ${unseen}${optionArguments(option)}`,
  );
  return `# fish completion for ${program}\n${[...own, ...lines].join('\n')}\n`;
}

function optionArguments({ flags, description, value }: OptionNode): string {
  const names = flags.map((flag) =>
    flag.startsWith('--') ? ` -l ${flag.slice(2)}` : ` -s ${flag.slice(1)}`,
  );
  const choices = value?.kind === 'choices' ? ` -x -a ${quote(value.choices.join(' '))}` : '';
  const file = value?.kind === 'file' ? ' -r -F' : '';
  const other = value?.kind === 'other' ? ' -x' : '';
  return `${names.join('')} -d ${quote(description)}${choices}${file}${other}`;
}

function quote(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
