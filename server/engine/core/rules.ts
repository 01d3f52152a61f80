import type { DataPath, Problem, Severity } from '../../protocol/problem';

/** A rule: its severity unless a setting says otherwise, what it means, and how to mend it. */
export interface Rule {
  readonly severity: Severity;
  readonly title: string;
  readonly fix: string;
}

const error = (title: string, fix: string): Rule => ({ severity: 'error', title, fix });
const warning = (title: string, fix: string): Rule => ({ severity: 'warning', title, fix });
const advice = (title: string, fix: string): Rule => ({ severity: 'information', title, fix });
const hint = (title: string, fix: string): Rule => ({ severity: 'hint', title, fix });

/** Every rule, by its id. docs/rules.md is made from this table. */
export const rules = {
  // Text
  'unreadable': error('The file cannot be read.', 'Check its path and its permissions.'),
  'unknown-file': error('The file is of no kind that is known here.', 'Name it as docs/file-formats.md says, such as `NAME.cnn.yaml`.'),
  'json-syntax': error('The text is not valid JSON.', 'Mend the syntax at the place shown.'),
  'yaml-syntax': error('The text is not valid YAML.', 'Mend the syntax at the place shown.'),
  'not-text': error('The file is not UTF-8 text.', 'Save it as UTF-8, or choose another file.'),
  'too-large': error('The file, or what it expands to, is larger than the limit.', 'Split it, or use templates with `repeat`.'),
  'empty-file': error('The file is empty.', 'Begin with `cnn:`, `platform:` or `interference:`.'),
  'duplicate-key': error('A key stands twice in one mapping.', 'Remove or rename one of them.'),
  // Structure
  'wrong-type': error('A value has the wrong type.', 'Write a value of the kind that the message names.'),
  'unknown-key': error('A key is not known here.', 'Correct its spelling, or remove it.'),
  'missing-key': error('A required key is missing.', 'Add it.'),
  'later-format': error('The file is written for a later version of its format.', 'Update this program, or set `format` back and mend what it then reports.'),
  'duplicate-name': error('Two things have the same name.', 'Rename one of them.'),
  // Networks
  'unknown-operator': error('There is no operator of this name.', 'Use one of the operators in docs/file-formats.md.'),
  'unknown-template': error('There is no template of this name.', 'Define it under `templates:`, or correct its name.'),
  'unknown-layer': error('`from` names no earlier layer.', 'Name a layer above this one, or `input`.'),
  'recursive-template': error('A template uses itself.', 'Break the circle.'),
  'missing-parameter': error('A template use lacks a parameter without default.', 'Give it under `with:`.'),
  'unknown-parameter': error('A template use gives a parameter that the template does not have.', 'Remove it, or declare it under `parameters:`.'),
  'unused-parameter': warning('A template never reads one of its parameters.', 'Remove the parameter.'),
  'unused-template': warning('No layer of the network uses a template.', 'Use it, or remove it.'),
  'unused-constant': warning('No expression reads a constant.', 'Use it, or remove it.'),
  'expression-syntax': error('An expression cannot be read.', 'Mend it at the place shown.'),
  'expression-value': error('An expression has no usable value.', 'Check the names and numbers in it.'),
  'shape-mismatch': error('Shapes do not fit.', 'Change the operator, or what flows into it.'),
  'no-layers': error('The network has no compute layer.', 'Add a convolution or a fully connected layer.'),
  'dead-layer': warning('Nothing reads what a layer computes.', 'Use it in a later `from`, or remove it.'),
  'dominant-layer': advice('One layer weighs more than all others together, so that no pipeline can balance the network.', 'Split it into several layers, give it groups, or expect its stage to be the slowest.'),
  // ONNX
  'onnx-malformed': error('The file is not a readable ONNX model.', 'Export it again.'),
  'onnx-unsupported': error('The model uses what a pipeline of CNN layers cannot express.', 'Remove the node, or export only the convolutional part.'),
  'onnx-dynamic': error('A dimension is not known.', 'Give the input shape with `--input C,H,W`.'),
  'not-in-onnx': error('A network cannot be written as an ONNX model.', 'Change the layer that the message names, or remove it.'),
  // Platforms
  'unknown-memory': error('There is no memory of this name.', 'Define it under `memories:`, or correct its name.'),
  'unknown-place': error('There is no execution place of this name.', 'Define it, or correct its name.'),
  'unused-memory': warning('No execution place uses a memory.', 'Attach a place to it, or remove it.'),
  'shared-core': warning('Two execution places name the same core.', 'Give each place cores of its own.'),
  'machine-malformed': error('The file is not a readable description of a machine.', 'Save it again with `lscpu -J -e` or `lstopo --of xml`.'),
  'memory-too-small': error('No execution place can hold a layer’s weights.', 'Use a larger memory, or another platform.'),
  // A network on a platform
  'weights-exceed-memory': error('No pipeline holds the network’s weights in the memories of the platform.', 'Use larger memories, more execution places, or a smaller `precision`.'),
  'idle-place': advice('The fastest pipeline needs fewer of these execution places.', 'Leave them to other work, or use slower ones: the proven optimum stays the same.'),
  'starved-memory': advice('A memory keeps its cores waiting for most of the network’s work.', 'Attach the cores to a faster memory, or use fewer or slower cores.'),
  'dear-cut': advice('Sending what crosses a cut takes longer than any stage of the fastest pipeline.', 'Use a faster link, or reduce the activations there.'),
  // Profiles
  'bad-time': error('A time is negative, no number, or beyond all measure.', 'Measure it again.'),
  'wrong-size': error('An array or matrix has the wrong size.', 'Give one entry for each layer and place.'),
  // Interference
  'conflicting-keys': error('Two keys say the same thing in different ways.', 'Keep one of them.'),
  'empty-interval': error('What begins here ends before it has begun.', 'Make the end larger than the beginning.'),
  'period-too-short': error('A periodic episode lasts longer than its period.', 'Give it a longer period or a shorter duration, or write a second entry.'),
  'without-effect': warning('An entry slows nothing, or never begins.', 'Give it a factor above 1 and a time to begin at, or remove it.'),
  'overlapping-episodes': hint('Two entries slow one place at the same time, so that their factors multiply.', 'Let one end where the other begins, unless that is meant.'),
  // Comments
  'unknown-rule': hint('A comment silences a rule that does not exist.', 'Correct the rule’s name.'),
} as const satisfies Record<string, Rule>; // prettier-ignore

/** Id of a rule in the table. */
export type RuleId = keyof typeof rules;

/** True for the id of a rule in the table. */
export function isRuleId(id: string): id is RuleId {
  return Object.hasOwn(rules, id);
}

/** A problem under a rule of the table, with the rule's severity. */
export function problem(
  code: RuleId,
  path: DataPath,
  message: string,
  extra: Partial<Problem> = {},
): Problem {
  return { code, severity: rules[code].severity, message, path, ...extra };
}
