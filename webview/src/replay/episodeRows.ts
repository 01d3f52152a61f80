/** Browsers lay out no higher elements exactly, in pixels. */
const mostPixels = 8_000_000;

/** Rows of a long table that are drawn, and the empty room above and below them, in pixels. */
export interface RowsInSight {
  readonly first: number;
  readonly end: number;
  readonly above: number;
  readonly below: number;
}

/** Height of all rows in a scrolled frame, in pixels: of very many, less than they would need. */
export function scrolledHeight(count: number, rowHeight: number): number {
  return Math.min(count * rowHeight, mostPixels);
}

/** The first row in sight of a frame that is scrolled. */
export function firstRow(
  count: number,
  rowHeight: number,
  scrollTop: number,
  frameHeight: number,
): number {
  const height = scrolledHeight(count, rowHeight);
  const rows = Math.ceil(frameHeight / rowHeight);
  const most = Math.max(1, height - frameHeight);
  const exact = count * rowHeight <= mostPixels;
  const first = exact ? scrollTop / rowHeight : (scrollTop / most) * Math.max(0, count - rows);
  return Math.max(0, Math.min(count - 1, Math.floor(first)));
}

/** Where a frame is scrolled to for a row to be the first in sight. */
export function scrollTopOf(
  count: number,
  rowHeight: number,
  row: number,
  frameHeight: number,
): number {
  const height = scrolledHeight(count, rowHeight);
  if (count * rowHeight <= mostPixels) return row * rowHeight;
  const rows = Math.ceil(frameHeight / rowHeight);
  return (row / Math.max(1, count - rows)) * Math.max(1, height - frameHeight);
}

/** The rows to draw from a first one on, a few more than a frame holds. */
export function rowsInSight(
  count: number,
  rowHeight: number,
  firstRowInSight: number,
  scrollTop: number,
  frameRows: number,
): RowsInSight {
  const first = Math.max(0, Math.min(firstRowInSight - 4, count - frameRows));
  const end = Math.min(count, firstRowInSight + frameRows + 4);
  const drawn = (end - first) * rowHeight;
  const height = scrolledHeight(count, rowHeight);
  const exact = count * rowHeight <= mostPixels;
  const wanted = exact ? first * rowHeight : scrollTop - (firstRowInSight - first) * rowHeight;
  const above = Math.max(0, Math.min(wanted, height - drawn));
  return { first, end, above, below: Math.max(0, height - above - drawn) };
}
