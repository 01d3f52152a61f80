import { crc32, deflateSync } from 'node:zlib';

/**
 * A picture of an editor with the 256 colours that stand best for all of its own. Nobody sees the
 * difference, and the file is a third of the size.
 * @param {import('playwright-core').Browser} browser reads the picture.
 * @param {Buffer} png
 */
export async function palettePng(browser, png) {
  const { width, height, pixels } = await readPng(browser, png);
  const { palette, indices } = indexed(pixels);
  const rows = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y += 1) {
    indices.copy(rows, y * (width + 1) + 1, y * width, (y + 1) * width);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits, indexed colour.
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap((c) => [c >> 16, (c >> 8) & 255, c & 255]))),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** Pixels as 0xRRGGBB → at most 256 colours and an index for each pixel. */
function indexed(pixels) {
  const counts = new Map();
  for (const color of pixels) counts.set(color, (counts.get(color) ?? 0) + 1);
  const colors = [...counts.keys()];
  const nearest = colors.map(() => ({ index: 0, distance: Infinity }));
  const palette = [];
  // The next one is always that whose pixels are furthest from what there is, all together.
  for (let next = 0; palette.length < 256 && nearest[next].distance > 0;) {
    const added = colors[next];
    let worst = -1;
    for (const [i, color] of colors.entries()) {
      const distance = distanceOf(color, added);
      if (distance < nearest[i].distance) nearest[i] = { index: palette.length, distance };
      const error = nearest[i].distance * counts.get(color);
      if (error > worst) [worst, next] = [error, i];
    }
    palette.push(added);
  }
  const index = new Map(colors.map((color, i) => [color, nearest[i].index]));
  return { palette, indices: Buffer.from(pixels.map((color) => index.get(color) ?? 0)) };
}

function distanceOf(a, b) {
  return [16, 8, 0].reduce((sum, by) => sum + (((a >> by) & 255) - ((b >> by) & 255)) ** 2, 0);
}

/** Decodes a PNG where there is a decoder anyway. */
async function readPng(browser, png) {
  const page = await browser.newPage();
  try {
    const { width, height, base64 } = await page.evaluate(async (source) => {
      const image = new globalThis.Image();
      image.src = `data:image/png;base64,${source}`;
      await image.decode();
      const canvas = new globalThis.OffscreenCanvas(image.width, image.height);
      const context = canvas.getContext('2d');
      context.drawImage(image, 0, 0);
      const { data } = context.getImageData(0, 0, image.width, image.height);
      const parts = [];
      for (let at = 0; at < data.length; at += 30_000) {
        parts.push(String.fromCharCode(...data.subarray(at, at + 30_000)));
      }
      return { width: image.width, height: image.height, base64: globalThis.btoa(parts.join('')) };
    }, png.toString('base64'));
    const bytes = Buffer.from(base64, 'base64');
    const pixels = Array.from({ length: width * height }, (_, i) => bytes.readUIntBE(4 * i, 3));
    return { width, height, pixels };
  } finally {
    await page.close();
  }
}
