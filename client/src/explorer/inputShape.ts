/** How an input shape is written: channels, height, width. */
export const inputShape = '3, 224, 224';

/** Reads `3, 224, 224` or `3x224x224`; undefined for what is no shape. */
export function readInputShape(text: string): readonly [number, number, number] | undefined {
  const [, channels, height, width] =
    /^\s*\[?\s*(\d{1,6})\s*[,x×\s]\s*(\d{1,6})\s*[,x×\s]\s*(\d{1,6})\s*\]?\s*$/.exec(text) ?? [];
  const sizes = [Number(channels), Number(height), Number(width)] as const;
  return sizes.every((size) => size >= 1) ? sizes : undefined;
}
