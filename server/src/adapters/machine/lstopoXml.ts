import { XMLParser } from 'fast-xml-parser';

/** An element of the file: its name, attributes and children, all as text. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
}

/** Longest text that is read, in UTF-16 units: the largest machines need a few million. */
const longestText = 20_000_000;
/** hwloc nests one element for each level of a machine. */
const deepest = 100;

const prefix = '@';

/**
 * The root element of an XML file, or why it cannot be read. Entities are neither declared nor
 * expanded: a file that declares one is refused.
 */
export function parseXml(text: string): XmlElement | string {
  if (text.length > longestText) return 'The file is too large for a description of a machine.';
  if (/<!ENTITY|<!DOCTYPE[^>]*\[/i.test(text)) return 'The file declares XML entities.';
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: prefix,
    parseAttributeValue: false,
    processEntities: false,
    maxNestedTags: deepest,
  });
  try {
    const parsed: unknown = parser.parse(text.replace(/^\uFEFF/, '').trimStart(), true);
    const root = elementsOf(parsed, 0).find((element) => !element.name.startsWith('?'));
    return root ?? 'The file holds no XML element.';
  } catch {
    return 'The file is not well-formed XML.';
  }
}

/** Elements of the parser's ordered form: each is `{ name: children, ':@': attributes }`. */
function elementsOf(list: unknown, depth: number): XmlElement[] {
  if (!Array.isArray(list) || depth > deepest) return [];
  const elements: XmlElement[] = [];
  for (const entry of list as readonly unknown[]) {
    if (!isRecord(entry)) continue;
    const name = Object.keys(entry).find((key) => key !== ':@');
    if (name === undefined || name === '#text') continue;
    elements.push({
      name,
      attributes: attributesOf(entry[':@']),
      children: elementsOf(entry[name], depth + 1),
    });
  }
  return elements;
}

function attributesOf(value: unknown): Map<string, string> {
  const attributes = new Map<string, string>();
  if (!isRecord(value)) return attributes;
  for (const [key, text] of Object.entries(value)) {
    if (key.startsWith(prefix) && typeof text === 'string') attributes.set(key.slice(1), text);
  }
  return attributes;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
