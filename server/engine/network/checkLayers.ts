import type { DataPath, Problem } from '../../protocol/problem';
import { describeValue } from '../core/describeValue';
import { didYouMean, orNames } from '../core/didYouMean';
import { problem } from '../core/rules';
import { validate } from '../core/validate';
import { mappingOf, textOf, type DescriptorData, type LayerData } from './descriptorData';
import { operatorSchemas, useSchema } from './descriptorSchema';
import { expansionBounds } from './expansionBounds';
import { ExpressionError, isExpression, namesIn, parseExpression } from './expression';
import { layerFacts } from './layerFacts';
import { isOperatorName, operators } from './operators';
import { unusedConstants, unusedTemplates } from './unusedNames';

/**
 * Problems of a descriptor that can be told without expanding it: fields of every layer, the syntax
 * of expressions, names of templates and parameters, templates that use themselves.
 */
export function checkLayers(data: DescriptorData): Problem[] {
  const problems: Problem[] = [];
  const templates = data.templates ?? {};
  const readAnywhere = new Set<string>();
  checkExpressions(data.constants ?? {}, ['constants'], problems, readAnywhere);
  checkBlock(data.layers, ['layers'], data, problems, readAnywhere);
  for (const [name, template] of Object.entries(templates)) {
    const path = ['templates', name];
    const read = new Set<string>();
    checkExpressions(template.parameters ?? {}, [...path, 'parameters'], problems, read);
    checkBlock(template.layers, [...path, 'layers'], data, problems, read);
    for (const name of read) readAnywhere.add(name);
    for (const parameter of Object.keys(template.parameters ?? {})) {
      if (read.has(parameter)) continue;
      const message = `no layer of template ${name} reads the parameter ${parameter}`;
      problems.push(
        problem('unused-parameter', [...path, 'parameters', parameter], message, { on: 'key' }),
      );
    }
  }
  problems.push(...recursiveTemplates(data));
  // While a layer is being typed, what it is about to use is not unused.
  if (problems.some((found) => found.severity === 'error')) return problems;
  return [...problems, ...unusedConstants(data, readAnywhere), ...unusedTemplates(data)];
}

function checkBlock(
  layers: readonly LayerData[],
  path: DataPath,
  data: DescriptorData,
  problems: Problem[],
  read: Set<string>,
): void {
  layers.forEach((layer, index) => {
    const { soundOperator, names } = layerFacts(layer);
    if (!soundOperator) problems.push(...checkLayer(layer, [...path, index], data));
    if (names === null) checkExpressions(layer, [...path, index], problems, read);
    else for (const name of names) read.add(name);
  });
}

function checkLayer(layer: LayerData, path: DataPath, data: DescriptorData): Problem[] {
  if (Object.hasOwn(layer, 'use') && !Object.hasOwn(layer, 'op')) {
    const problems = validate(useSchema, layer, path);
    return problems.length > 0 ? problems : checkUse(layer, path, data);
  }
  const op = layer['op'];
  if (isOperatorName(op)) return validate(operatorSchemas[op], layer, path);
  if (op === undefined) {
    const message = 'a layer needs `op` (an operator) or `use` (a template)';
    return [problem('missing-key', path, message, { missing: ['op'] })];
  }
  const name = textOf(op) ?? '';
  const meant = didYouMean(name, Object.keys(operators));
  const message = `there is no operator ${describeValue(op)}: ${orNames(name, Object.keys(operators))}`;
  const extra = meant === undefined ? {} : { suggestion: meant };
  return [problem('unknown-operator', [...path, 'op'], message, extra)];
}

function checkUse(layer: LayerData, path: DataPath, data: DescriptorData): Problem[] {
  const templates = data.templates ?? {};
  const name = textOf(layer['use']) ?? '';
  const template = Object.hasOwn(templates, name) ? templates[name] : undefined;
  if (!template) {
    const meant = didYouMean(name, Object.keys(templates));
    const message = `there is no template “${name}”: ${orNames(name, Object.keys(templates))}`;
    const extra = meant === undefined ? {} : { suggestion: meant };
    return [problem('unknown-template', [...path, 'use'], message, extra)];
  }
  const problems: Problem[] = [];
  const given = mappingOf(layer['with']);
  const parameters = template.parameters ?? {};
  for (const key of Object.keys(given)) {
    if (Object.hasOwn(parameters, key)) continue;
    const meant = didYouMean(key, Object.keys(parameters));
    problems.push(
      problem(
        'unknown-parameter',
        [...path, 'with', key],
        `template ${name} has no parameter “${key}”: ${orNames(key, Object.keys(parameters))}`,
        { on: 'key', ...(meant === undefined ? {} : { suggestion: meant }) },
      ),
    );
  }
  for (const [key, initial] of Object.entries(parameters)) {
    if (initial !== null || Object.hasOwn(given, key)) continue;
    const message = `template ${name} needs a value for ${key}: give it under \`with:\``;
    problems.push(problem('missing-parameter', [...path, 'use'], message, { missing: [key] }));
  }
  return problems;
}

/** Syntax of every expression in a value, at any depth; the names that they read go to `read`. */
function checkExpressions(
  value: unknown,
  path: DataPath,
  problems: Problem[],
  read: Set<string>,
): void {
  if (isExpression(value)) {
    try {
      for (const name of namesIn(parseExpression(value))) read.add(name);
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      problems.push(
        problem('expression-syntax', path, `“${value.slice(0, 80)}”: ${error.message}`),
      );
    }
  } else if (Array.isArray(value)) {
    value.forEach((item, index) => checkExpressions(item, [...path, index], problems, read));
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      checkExpressions(item, [...path, key], problems, read);
    }
  }
}

/** Templates that use themselves, directly or through others: each circle is told once. */
function recursiveTemplates(data: DescriptorData): Problem[] {
  const templates = data.templates ?? {};
  const problems: Problem[] = [];
  const done = new Set<string>();
  const visit = (name: string, open: readonly string[]): void => {
    const template = Object.hasOwn(templates, name) ? templates[name] : undefined;
    if (!template || done.has(name)) return;
    done.add(name);
    // Deeper than the expansion goes: it refuses what is left, circles included.
    if (open.length > expansionBounds.depth) return;
    template.layers.forEach((layer, index) => {
      const used = textOf(layer['use']);
      if (used === undefined) return;
      const circle = [...open, name];
      const start = circle.indexOf(used);
      if (start < 0) {
        visit(used, circle);
        return;
      }
      const way = [...circle.slice(start), used].join(' → ');
      const path = ['templates', name, 'layers', index, 'use'];
      problems.push(problem('recursive-template', path, `template ${used} uses itself: ${way}`));
    });
  };
  for (const name of Object.keys(templates)) visit(name, []);
  return problems;
}
