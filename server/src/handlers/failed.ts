/** A reply of every request that can fail: why, in words with a way out. */
export interface Failed {
  readonly status: 'failed';
  readonly message: string;
}

/** A {@link Failed} reply. */
export function failed(message: string): Failed {
  return { status: 'failed', message };
}
