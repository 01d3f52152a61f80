import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../server/src/language/decodeText';

const utf8 = (text: string) => new TextEncoder().encode(text);
const refusal = (bytes: Uint8Array, limit?: number) => {
  const result = decodeText(bytes, limit);
  return result.ok ? null : result.problems.map((p) => `${p.code}: ${p.message}`).join();
};

describe('decodeText', () => {
  it('reads UTF-8 with and without byte order mark', () => {
    expect(decodeText(utf8('naïve – 模型'))).toMatchObject({ value: 'naïve – 模型' });
    expect(decodeText(utf8('\uFEFFcnn: x'))).toMatchObject({ value: 'cnn: x' });
    expect(decodeText(new Uint8Array())).toMatchObject({ value: '' });
  });

  it('names UTF-16, with and without byte order mark', () => {
    const little = Uint8Array.from(Buffer.from('cnn: ResNet-50\n', 'utf16le'));
    expect(refusal(little)).toMatch(/^not-text: .*UTF-16/);
    expect(refusal(Uint8Array.of(0xff, 0xfe, ...little))).toMatch(/UTF-16/);
    expect(refusal(Uint8Array.of(0xfe, 0xff, 0, 99))).toMatch(/UTF-16/);
  });

  it('names Latin-1', () => {
    expect(refusal(Uint8Array.from(Buffer.from('# für später\n', 'latin1')))).toMatch(/Latin-1/);
  });

  it('refuses lines that end with a carriage return alone', () => {
    expect(refusal(utf8('cnn: x\rinput: [3, 8, 8]\r'))).toMatch(/^not-text: .*line feeds/);
    expect(refusal(utf8('cnn: x\r\ninput: [3, 8, 8]\r\n'))).toBeNull();
  });

  it('refuses binary files and files above the limit', () => {
    expect(refusal(Uint8Array.of(8, 7, 18, 0, 255, 3))).toMatch(/byte 3 is NUL/);
    expect(refusal(Uint8Array.of(1, 2, 3, 255, 254, 7))).toBe('not-text: The file is not text.');
    expect(refusal(utf8('12345'), 4)).toMatch(/^too-large: .*5 bytes.*4/);
  });
});
