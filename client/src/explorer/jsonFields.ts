/** The fields of a JSON text's object; none for any other text. Never throws. */
export function jsonFields(text: string): Readonly<Record<string, unknown>> {
  try {
    return fieldsOf(JSON.parse(text));
  } catch {
    return {};
  }
}

/** The fields of an object; none for any other value. */
export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** A text; empty for any other value. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Paths of the inputs of a result, relative to its folder. */
export interface Sources {
  readonly network?: string;
  readonly platform?: string;
}

/** The inputs that a result names. */
export function sourcesOf(value: unknown): Sources {
  const { network, platform } = fieldsOf(value);
  return {
    ...(typeof network === 'string' && { network }),
    ...(typeof platform === 'string' && { platform }),
  };
}
