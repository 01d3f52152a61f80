/** The part of a plain value that this module looks into. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a parsed JSON value is an object with keys. */
function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The JSON objects in what `lscpu -J` printed: one, or several one after the other. Some versions
 * print a bare `-` for an unknown number, which is not JSON; it is read as null. Null where the text
 * is something else.
 */
export function parseLscpuText(text: string): readonly JsonObject[] | null {
  const mended = text.replace(/:\s*-(?=\s*[,}\]])/g, ': null');
  const objects: JsonObject[] = [];
  for (const part of mended.split(/(?<=^\})\s*(?=^\{)/m)) {
    try {
      const value: unknown = JSON.parse(part);
      if (!isJsonObject(value)) return null;
      objects.push(value);
    } catch {
      return null;
    }
  }
  return objects;
}

/** The objects in a list under a key; none where there is no such list. */
export function objectsIn(value: JsonObject, key: string): readonly JsonObject[] {
  const list = value[key];
  return Array.isArray(list) ? list.filter(isJsonObject) : [];
}
