/** What a YAML text describes, and so who judges its data; `other` has syntax only. */
export type FileKind = 'network' | 'platform' | 'interference' | 'other';

/** A kind of file with its language id and what its name ends in. */
interface FileKindEntry {
  readonly kind: FileKind;
  readonly languageId: string;
  readonly ending: RegExp;
}

/** Every YAML language of the product. */
export const fileKinds: readonly FileKindEntry[] = [
  { kind: 'network', languageId: 'cnn-network', ending: /\.cnn\.ya?ml$/i },
  { kind: 'platform', languageId: 'cnn-platform', ending: /\.platform\.ya?ml$/i },
  { kind: 'interference', languageId: 'cnn-interference', ending: /\.interference\.ya?ml$/i },
  { kind: 'other', languageId: 'cnn-serving', ending: /\.serving\.ya?ml$/i },
];

/** Kind by language id (untitled texts have no name), else by the name's end; null for other files. */
export function fileKindOf(languageId: string, uri: string): FileKind | null {
  const entry =
    fileKinds.find((known) => known.languageId === languageId) ??
    fileKinds.find((known) => known.ending.test(uri));
  return entry?.kind ?? null;
}
