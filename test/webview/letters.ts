import { letterSizes, type Lettering } from '../../webview/src/common/measureText';

/** A stand-in for a font: wide and narrow letters, strong a little wider. */
export const letters: Lettering = {
  ...letterSizes(13),
  widthOf: (text, face) => {
    const size = face === 'small' ? 11 : 13;
    const wide = Array.from(text).reduce(
      (sum, letter) => sum + (/[il.,' ]/.test(letter) ? 0.3 : 0.6),
      0,
    );
    return size * wide * (face === 'strong' ? 1.07 : 1);
  },
};

/** Names that try to be more than names. */
export const hostileNames = [
  '<img src=x onerror="posted.push(1)">',
  '"\'&`${1}',
  '\u202Eneddih\u2066',
  'x'.repeat(10_000),
  '\n\t',
  '',
  '=cmd|calc',
];
