import type { Lane } from '../../protocol/stageMapModel';

/** The characters that a bar is made of. */
export interface BarGlyphs {
  readonly fast: string;
  readonly slow: string;
  readonly boundary: string;
  readonly transfer: string;
  readonly idle: string;
}

/** What a cell of a bar shows. */
export type BarPart = 'stage' | 'transfer' | 'idle' | 'blank';

/** Neighbouring cells that show the same thing. */
export interface BarRun {
  readonly part: BarPart;
  readonly text: string;
}

/** Turns seconds into a number of cells, 0…width. */
export type Scale = (seconds: number) => number;

/** A scale on which `axisSeconds` is `width` cells. */
export function timeScale(axisSeconds: number, width: number): Scale {
  if (!(axisSeconds > 0) || !Number.isFinite(axisSeconds)) {
    return (seconds) => (seconds > 0 ? width : 0);
  }
  return (seconds) => Math.min(width, Math.max(0, Math.round((seconds / axisSeconds) * width)));
}

function stageCells(lane: Lane, scale: Scale, glyphs: BarGlyphs): string[] {
  const body = lane.fast ? glyphs.fast : glyphs.slow;
  const cells: string[] = [];
  let seconds = 0;
  for (const [index, segment] of lane.segments.entries()) {
    const start = cells.length;
    seconds += segment.seconds;
    while (cells.length < scale(seconds)) cells.push(body);
    // A segment of one cell keeps it: a row of boundaries alone would show nothing.
    const last = index === lane.segments.length - 1;
    if (!last && cells.length - start >= 2) cells[cells.length - 1] = glyphs.boundary;
  }
  if (cells.length === 0) cells.push(body);
  return cells;
}

/** One lane's bar, `width` cells wide: its layers, its transfer, then idle time up to the period. */
export function stageBar(
  lane: Lane,
  scale: Scale,
  period: number,
  width: number,
  glyphs: BarGlyphs,
): BarRun[] {
  const stage = stageCells(lane, scale, glyphs);
  const sent = Math.max(
    scale(lane.computeSeconds + lane.transferSeconds),
    stage.length + (lane.transferSeconds > 0 ? 1 : 0),
  );
  const transfer = Math.max(0, Math.min(sent, width) - stage.length);
  const idle = Math.max(0, Math.min(scale(period), width) - stage.length - transfer);
  const blank = Math.max(0, width - stage.length - transfer - idle);
  const runs: BarRun[] = [
    { part: 'stage', text: stage.join('') },
    { part: 'transfer', text: glyphs.transfer.repeat(transfer) },
    { part: 'idle', text: glyphs.idle.repeat(idle) },
    { part: 'blank', text: ' '.repeat(blank) },
  ];
  return runs.filter((run) => run.text !== '');
}
