/**
 * A value as JSON on one line, in ASCII only: a character is a byte, so that places in a file can be
 * counted without encoding it.
 */
export function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
