/** Path of a Chromium for the tests; null where there is none. */
export function findChromium(): string | null;

/** Finds a Chromium, or installs one; false where neither can be. */
export function installChromium(): boolean;
