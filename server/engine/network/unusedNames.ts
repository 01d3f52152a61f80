import type { Problem } from '../../protocol/problem';
import { problem } from '../core/rules';
import { textOf, type DescriptorData, type LayerData } from './descriptorData';

/** A problem for each constant that is not among the names which expressions read. */
export function unusedConstants(data: DescriptorData, read: ReadonlySet<string>): Problem[] {
  return Object.keys(data.constants ?? {})
    .filter((name) => !read.has(name))
    .map((name) => {
      const message = `No expression reads the constant \`${name}\`.`;
      return problem('unused-constant', ['constants', name], message, { on: 'key' });
    });
}

/** A problem for each template that the network's layers do not use, directly or through others. */
export function unusedTemplates(data: DescriptorData): Problem[] {
  const templates = data.templates ?? {};
  const used = new Set<string>();
  // A list and no recursion: templates may be nested as deep as a text is long.
  const blocks: (readonly LayerData[])[] = [data.layers];
  for (let layers = blocks.pop(); layers !== undefined; layers = blocks.pop()) {
    for (const layer of layers) {
      const name = Object.hasOwn(layer, 'op') ? undefined : textOf(layer['use']);
      if (name === undefined || used.has(name) || !Object.hasOwn(templates, name)) continue;
      used.add(name);
      blocks.push(templates[name]?.layers ?? []);
    }
  }
  return Object.keys(templates)
    .filter((name) => !used.has(name))
    .map((name) => {
      const message = `No layer of the network uses the template \`${name}\`.`;
      return problem('unused-template', ['templates', name], message, { on: 'key' });
    });
}
