import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Folder of the project. */
export const root = join(import.meta.dirname, '../../..');
const read = (file: string): unknown => JSON.parse(readFileSync(join(root, file), 'utf8'));

interface Menu {
  readonly command: string;
  readonly when: string;
  readonly group?: string;
}

/** A setting as the manifest declares it. */
export interface Setting {
  readonly type: string | readonly string[];
  readonly default: unknown;
  readonly enum?: readonly string[];
  readonly items?: { readonly enum: readonly string[] };
  readonly maximum?: number;
  readonly enumDescriptions?: readonly string[];
  readonly scope?: string;
  readonly order?: number;
  readonly description?: string;
  readonly markdownDescription?: string;
  readonly propertyNames?: { readonly enum: readonly string[] };
}

interface Step {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly media: { readonly image: Readonly<Record<string, string>>; readonly altText: string };
  readonly completionEvents?: readonly string[];
}

/** The parts of package.json that the editor reads. */
export interface Manifest {
  readonly main: string;
  readonly icon: string;
  readonly activationEvents: readonly string[];
  readonly capabilities: Readonly<Record<string, { supported: unknown; description: string }>>;
  readonly contributes: {
    readonly languages: readonly {
      id: string;
      filenamePatterns: readonly string[];
      configuration: string;
    }[];
    readonly grammars: readonly { language: string; scopeName: string; path: string }[];
    readonly commands: readonly {
      command: string;
      title: string;
      category: string;
      icon?: string;
      enablement?: string;
    }[];
    readonly menus: Readonly<Record<string, readonly Menu[]>>;
    readonly viewsContainers: Readonly<Record<string, readonly { id: string; icon: string }[]>>;
    readonly views: Readonly<Record<string, readonly { id: string; icon: string }[]>>;
    readonly viewsWelcome: readonly { view: string; contents: string; when: string }[];
    readonly customEditors: readonly { viewType: string }[];
    readonly walkthroughs?: readonly { id: string; steps: readonly Step[] }[];
    readonly configurationDefaults: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
  };
}

/** package.json. */
export const manifest = read('package.json') as Manifest;

/** package.nls.json: the texts of the manifest in English. */
export const texts = read('package.nls.json') as Readonly<Record<string, string>>;

/** Every string of a value, however deep, with the keys that lead to it. */
export function stringsOf(value: unknown, path: readonly string[] = []): [string, string][] {
  if (typeof value === 'string') return [[path.join('.'), value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => stringsOf(inner, [...path, key]));
}
