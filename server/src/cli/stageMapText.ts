import { formatSeconds } from '../../engine/core/units';
import type { Lane, StageMapModel } from '../../protocol/stageMapModel';
import { padEnd, plainText, truncate, widthOf } from './plainText';
import { stageBar, timeScale, type BarGlyphs, type BarRun } from './stageBar';
import type { Terminal } from './terminal';

interface Glyphs extends BarGlyphs {
  readonly period: string;
  readonly mark: string;
  readonly ellipsis: string;
  readonly dot: string;
}

const unicodeGlyphs: Glyphs = {
  fast: '█', slow: '▒', boundary: '│', transfer: '━', idle: '·', period: '▾', mark: '◀', ellipsis: '…', dot: '·',
}; // prettier-ignore
const asciiGlyphs: Glyphs = {
  fast: '#', slow: '=', boundary: '|', transfer: '>', idle: '.', period: 'v', mark: '<', ellipsis: '...', dot: '-',
}; // prettier-ignore

const widestName = 24;
const timeColumns = 9;
const busyColumns = 6;
const leastBarColumns = 10;
const roomyColumns = 80;
const roomyPeriodColumns = 20;

/** Everything that the lines of one picture share. */
interface Frame {
  readonly terminal: Terminal;
  readonly glyphs: Glyphs;
  readonly text: (value: string) => string;
  readonly left: number;
  readonly bar: number;
  readonly mark: number;
  readonly used: readonly Lane[];
  readonly unused: readonly Lane[];
}

function heading(lane: Lane, digits: number): string {
  return `${String(lane.stage ?? '').padStart(digits)} ${lane.place} ${lane.fast ? 'fast' : 'slow'}`;
}

function frameOf(model: StageMapModel, terminal: Terminal): Frame {
  const glyphs = terminal.unicode ? unicodeGlyphs : asciiGlyphs;
  const text = (value: string): string => plainText(value, terminal.unicode);
  const used = model.lanes.filter((lane) => lane.stage !== null);
  const digits = String(used.length).length;
  const widths = used.map((lane) =>
    Math.max(widthOf(text(heading(lane, digits))), digits + 1 + widthOf(text(lane.description))),
  );
  const widest = Math.min(widestName, Math.floor(terminal.columns / 4));
  const left = Math.min(widest, Math.max(...widths, 0));
  const mark = terminal.columns >= roomyColumns ? 13 : 2;
  const bar = Math.max(
    leastBarColumns,
    terminal.columns - left - 1 - timeColumns - busyColumns - mark,
  );
  const unused = model.lanes.filter((lane) => lane.stage === null);
  return { terminal, glyphs, text, left, bar, mark, used, unused };
}

function paint(run: BarRun, lane: Lane, { colors }: Terminal): string {
  if (run.part === 'idle') return colors.dim(run.text);
  if (run.part === 'transfer')
    return (lane.bottleneckIsTransfer ? colors.red : colors.yellow)(run.text);
  if (run.part === 'blank') return run.text;
  if (lane.bottleneck && !lane.bottleneckIsTransfer) return colors.red(run.text);
  return (lane.fast ? colors.blue : colors.magenta)(run.text);
}

function layerRange(lane: Lane, frame: Frame): string {
  const names = lane.segments.map((segment) => frame.text(segment.name));
  const first = names[0] ?? '';
  const last = names[names.length - 1] ?? '';
  const columns = frame.terminal.columns - frame.left - 1;
  if (names.length < 2) return truncate(first, columns, frame.glyphs.ellipsis);
  const count = ` ${frame.glyphs.dot} ${names.length} layers`;
  const room = Math.max(0, columns - count.length);
  return truncate(`${first} ${frame.glyphs.ellipsis} ${last}`, room, frame.glyphs.ellipsis) + count;
}

function laneLines(lane: Lane, model: StageMapModel, frame: Frame): string[] {
  const { terminal, glyphs, text } = frame;
  const { colors } = terminal;
  const digits = String(frame.used.length).length;
  const scale = timeScale(model.axisSeconds, frame.bar);
  const bar = stageBar(lane, scale, model.periodSeconds, frame.bar, glyphs)
    .map((run) => paint(run, lane, terminal))
    .join('');
  const fitLeft = (value: string) =>
    padEnd(truncate(value, frame.left, glyphs.ellipsis), frame.left);
  const name = fitLeft(text(heading(lane, digits)));
  const seconds = text(formatSeconds(lane.computeSeconds)).padStart(timeColumns);
  const busy = `${Math.round(lane.busy * 100)} %`.padStart(busyColumns);
  const word = frame.mark > 2 ? ` ${lane.bottleneckIsTransfer ? 'transfer' : 'bottleneck'}` : '';
  const mark = lane.bottleneck ? colors.bold(colors.red(` ${glyphs.mark}${word}`)) : '';
  const detail = `${' '.repeat(digits + 1)}${text(lane.description)}`;
  const under = fitLeft(detail);
  return [
    `${name} ${bar}${seconds}${busy}${mark}`,
    colors.dim(`${under} ${layerRange(lane, frame)}`.trimEnd()),
  ];
}

function headerLine(model: StageMapModel, frame: Frame): string {
  const { colors } = frame.terminal;
  const word = frame.bar >= roomyPeriodColumns ? 'period ' : '';
  const label = `${word}${frame.text(formatSeconds(model.periodSeconds))} ${frame.glyphs.period}`;
  const scale = timeScale(model.axisSeconds, frame.bar);
  const end = Math.max(label.length, scale(model.periodSeconds));
  const axis = label.padStart(Math.min(end, frame.bar)).padEnd(frame.bar);
  const columns = 'time'.padStart(timeColumns) + 'busy'.padStart(busyColumns);
  return colors.dim(`${' '.repeat(frame.left)} ${axis}${columns}`);
}

function legendLine(frame: Frame): string {
  const { glyphs, terminal } = frame;
  const { colors } = terminal;
  const place = terminal.columns >= roomyColumns ? ' place' : '';
  const entries = [
    `${colors.blue(glyphs.fast)} fast${place}`,
    `${colors.magenta(glyphs.slow)} slow${place}`,
    `${colors.yellow(glyphs.transfer)} transfer`,
    `${colors.dim(glyphs.idle)} idle`,
  ];
  const indent = terminal.columns >= roomyColumns ? frame.left + 1 : 0;
  return ' '.repeat(indent) + entries.join('  ');
}

function figureLines(model: StageMapModel, frame: Frame): string[] {
  const { terminal, text, glyphs } = frame;
  const { colors, columns } = terminal;
  const rows = model.figures.map((f) => [text(f.label), text(f.value), text(f.detail)] as const);
  const labels = Math.max(0, ...rows.map(([label]) => widthOf(label)));
  const values = Math.max(0, ...rows.map(([, value]) => widthOf(value)));
  return rows.map(([label, value, detail], index) => {
    const shown = index === 0 ? colors.bold(colors.green(value)) : colors.bold(value);
    const line = `${padEnd(label, labels)}  ${' '.repeat(values - widthOf(value))}${shown}`;
    if (detail === '') return line;
    // Beside the value where there is room for all of it, else below.
    if (labels + values + 4 + widthOf(detail) <= columns) return `${line}  ${colors.dim(detail)}`;
    return `${line}\n  ${colors.dim(truncate(detail, columns - 2, glyphs.ellipsis))}`;
  });
}

/**
 * The stage map as lines of text: a lane for each used place with its stage's bar in proportion to
 * time, then the figures. It is as wide as the terminal and pure ASCII where that must be.
 */
export function stageMapText(model: StageMapModel, terminal: Terminal): string {
  const frame = frameOf(model, terminal);
  const { colors } = terminal;
  const fit = (text: string) => truncate(text, terminal.columns, frame.glyphs.ellipsis);
  const note = model.cancelled ? ' (cancelled: the best until then)' : '';
  const unused = frame.unused.map((lane) => frame.text(lane.place)).join(', ');
  const lines = [
    colors.bold(fit(frame.text(model.title) + note)),
    colors.dim(fit(frame.text(model.subtitle))),
    '',
    headerLine(model, frame),
    ...frame.used.flatMap((lane) => laneLines(lane, model, frame)),
    ...(unused === '' ? [] : [fit(`unused: ${unused}`)]),
    legendLine(frame),
    '',
    ...figureLines(model, frame),
  ];
  return `${lines.join('\n')}\n`;
}
