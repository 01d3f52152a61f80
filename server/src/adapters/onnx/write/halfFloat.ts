const single = new Float32Array(1);
const bits = new Uint32Array(single.buffer);

/** The bits of the 16-bit float that is nearest to a number; infinite beyond 65 504. */
export function halfBits(value: number): number {
  single[0] = value;
  const [word = 0] = bits;
  const sign = (word >>> 16) & 0x8000;
  const exponent = (word >>> 23) & 0xff;
  if (exponent === 0xff) return sign | (word & 0x7fffff ? 0x7e00 : 0x7c00);
  // Scaled so that rounding to whole numbers rounds to the last bit of a half.
  const magnitude = Math.abs(single[0]);
  const place = Math.max(exponent - 127, -14) - 10;
  const steps = roundToEven(magnitude / 2 ** place);
  return Math.min(sign | (((place + 24) << 10) + steps), sign | 0x7c00);
}

function roundToEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  return rest > 0.5 || (rest === 0.5 && below % 2 === 1) ? below + 1 : below;
}
