import type {
  ReplayBand,
  ReplayMark,
  ReplayModel,
  ReplayWindow,
} from '../../../server/protocol/replayModel';
import { fitText } from '../common/fitText';
import { formatWhole } from '../common/formatNumbers';
import { heading, toX, type Frame, type Part } from './chartFrame';
import { policyStyles } from './policyStyles';
import type { PictureText, Shape, Spot } from './shapes';

/** Pixels of all rows of places together, and of the highest and lowest one. */
const placesHeight = 200;
const highestRow = 18;
const lowestRow = 2;
/** A band or mark that is shorter is drawn as wide as this, so that it is seen. */
const thinnest = 2;
/** Lower rows hold no words. */
const wordsFrom = 13;

/** A row for each place, with interference as bands in it, and through all charts above. */
export function placeRows(
  frame: Frame,
  { places }: ReplayModel,
  { bands }: ReplayWindow,
  top: number,
): Part & { readonly spots: readonly Spot[]; readonly rowHeight: number } {
  const { letters, plotX, plotWidth } = frame;
  const head = heading(frame, 'Interference', 'a row for each place', top);
  const height = Math.max(
    lowestRow,
    Math.min(highestRow, Math.floor(placesHeight / Math.max(1, places.length))),
  );
  const texts: PictureText[] = [...head.texts];
  const shapes: Shape[] = [];
  const every = Math.max(1, Math.ceil((letters.small * 1.2) / height));
  places.forEach(({ name }, place) => {
    const y = head.bottom + place * height;
    if (place % every === 0 && place + every <= Math.max(places.length, every)) {
      texts.push(rowName(frame, name, y + height / 2));
    }
    shapes.push({
      kind: 'line',
      points: [plotX, y + height - 0.5, plotX + plotWidth, y + height - 0.5],
      stroke: '--line',
      width: height < 6 ? 0.5 : 1,
      dash: [],
    });
  });
  const spots: Spot[] = [];
  for (const band of bands) {
    if (band.place < 0 || band.place >= places.length) continue;
    const box = bandBox(frame, band, head.bottom + band.place * height, height);
    shapes.push({ kind: 'box', ...box, fill: '--interference', opacity: height < wordsFrom ? 0.9 : 0.4 }); // prettier-ignore
    // The edges say where it begins and ends, whatever the colours.
    shapes.push({ kind: 'box', ...box, width: 2, fill: '--interference', opacity: 1 });
    spots.push({ ...box, position: band.from, words: bandWords(band, places[band.place]?.name) });
    const words = height >= wordsFrom ? fitWords(frame, band, box.width) : '';
    if (words !== '') {
      const baseline = box.y + box.height / 2 + letters.small * 0.36;
      texts.push({ kind: 'band', text: words, x: box.x + 4, baseline, align: 'start' });
    }
  }
  return {
    shapes,
    texts,
    spots,
    rowHeight: height,
    bottom: head.bottom + places.length * height,
  };
}

/** Interference as it shades the charts between two heights. */
export function bandShades(
  frame: Frame,
  { bands }: ReplayWindow,
  top: number,
  bottom: number,
): Shape[] {
  return bands.map((band) => ({
    kind: 'box',
    ...bandBox(frame, band, top - 1, bottom - top + 2),
    fill: '--interference',
    opacity: 0.13,
  }));
}

/** A row for each policy that is shown: detections, trials and switches, and queries over the SLO below. */
export function policyRows(
  frame: Frame,
  model: ReplayModel,
  told: ReplayWindow,
  hidden: ReadonlySet<number>,
  top: number,
): Part & { readonly spots: readonly Spot[] } {
  const { letters, plotX, plotWidth } = frame;
  const words = '▲ detected  ● trial  ▮ switched  ▬ over SLO';
  const head = heading(frame, 'Rebalancing', words, top);
  const height = Math.round(letters.small * 2.2);
  const styles = policyStyles(model.policies);
  const texts: PictureText[] = [...head.texts];
  const shapes: Shape[] = [];
  const spots: Spot[] = [];
  let y = head.bottom;
  model.policies.forEach(({ title }, policy) => {
    const curves = told.curves[policy];
    if (!curves || hidden.has(policy)) return;
    const middle = y + height * 0.36;
    texts.push({ ...rowName(frame, title, middle), ink: styles[policy]?.ink ?? '--text' });
    const late = violationBoxes(frame, told, curves.violations, y + height - 6);
    shapes.push(...late.shapes);
    spots.push(...late.spots);
    for (const mark of curves.marks) {
      shapes.push(markShape(frame, mark, middle));
      spots.push(markSpot(frame, mark, middle, title));
    }
    y += height;
    shapes.push({
      kind: 'line',
      points: [plotX, y - 0.5, plotX + plotWidth, y - 0.5],
      stroke: '--line',
      width: 1,
      dash: [],
    });
  });
  return { shapes, texts, spots, bottom: y };
}

function rowName({ plotX, letters }: Frame, name: string, middle: number): PictureText {
  const widthOf = (text: string): number => letters.widthOf(text, 'small');
  return {
    kind: 'row',
    text: fitText(name, plotX - 8, widthOf),
    x: plotX - 6,
    baseline: middle + letters.small * 0.36,
    align: 'end',
  };
}

function bandBox(frame: Frame, { from, to }: ReplayBand, y: number, height: number) {
  const x = toX(frame, from);
  const wanted = Math.max(thinnest, toX(frame, to) - x);
  // The margin between rows is part of the lower one.
  const inset = height > 6 ? 1 : 0;
  return { x, y: y + inset, width: wanted, height: height - 2 * inset };
}

function bandWords({ words, count, from, to }: ReplayBand, place = ''): string {
  const many = count > 1 ? `${formatWhole(count)} times ` : '';
  return `${place}: ${many}${words} from ${span(from)} to ${span(to)}`;
}

function span(position: number): string {
  return Number.isInteger(position) ? formatWhole(position) : String(Number(position.toPrecision(6))); // prettier-ignore
}

function fitWords({ letters }: Frame, { words, count }: ReplayBand, width: number): string {
  if (width < 24) return '';
  const text = count > 1 ? `${formatWhole(count)}× ${words}` : words;
  return fitText(text, width - 8, (line) => letters.widthOf(line, 'small'));
}

function violationBoxes(
  frame: Frame,
  { from, to, columns }: ReplayWindow,
  violations: readonly number[],
  y: number,
): { readonly shapes: readonly Shape[]; readonly spots: readonly Spot[] } {
  const at = (column: number): number => from + (column / columns) * (to - from);
  const shapes: Shape[] = [];
  const spots: Spot[] = [];
  for (let column = 0; column < violations.length;) {
    if (!((violations[column] ?? 0) > 0)) {
      column += 1;
      continue;
    }
    const first = column;
    let sum = 0;
    while ((violations[column] ?? 0) > 0) sum += violations[column++] ?? 0;
    const x = toX(frame, at(first));
    const width = Math.max(thinnest, toX(frame, at(column)) - x);
    const box = { x, y, width, height: 4 };
    shapes.push({ kind: 'box', ...box, fill: '--alarm', opacity: 1 });
    const words = `${formatWhole(sum)} ${sum === 1 ? 'query' : 'queries'} over the SLO`;
    spots.push({ ...box, position: at(first), words });
  }
  return { shapes, spots };
}

function markShape(frame: Frame, { kind, from, to }: ReplayMark, y: number): Shape {
  const x = toX(frame, from);
  const end = toX(frame, to);
  switch (kind) {
    case 'detection': {
      const points = [x, y - 5, x + 5, y + 4, x - 5, y + 4];
      return { kind: 'area', points, fill: '--alarm', opacity: 1 };
    }
    case 'trial':
      return end - x > 4
        ? { kind: 'box', x, y: y - 2, width: end - x, height: 4, fill: '--text', opacity: 0.8 }
        : { kind: 'dot', x, y, radius: 2.5, fill: '--text' };
    case 'switch':
      return {
        kind: 'box',
        x: x - 1.5,
        y: y - 6,
        width: 3,
        height: 12,
        fill: '--good',
        opacity: 1,
      };
  }
}

const markNames = {
  detection: ['▲ detected', 'detections'],
  trial: ['● trial', 'trials'],
  switch: ['▮ switched', 'switches'],
} as const;

function markSpot(frame: Frame, mark: ReplayMark, y: number, title: string): Spot {
  const { kind, from, to, count, words } = mark;
  const [one, several] = markNames[kind];
  const what = count > 1 ? `${one.slice(0, 1)} ${formatWhole(count)} ${several}` : one;
  const x = toX(frame, from) - 6;
  const width = Math.max(12, toX(frame, to) - x + 6);
  const said = words === '' ? '' : `: ${words}`;
  return { x, y: y - 7, width, height: 14, position: from, words: `${title} ${what}${said}` };
}
