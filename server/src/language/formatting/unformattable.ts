/** Thrown where a text uses YAML that the formatter leaves alone. */
export class Unformattable extends Error {}
