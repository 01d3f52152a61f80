/**
 * The row that a key leads to, as in a grid of rows: ↑/↓ and the page keys, Home and End. Null for
 * other keys, and where there are no rows.
 */
export function movedRow(rows: number, from: number, key: string, page: number): number | null {
  if (rows === 0) return null;
  const targets: Readonly<Record<string, number>> = {
    ArrowUp: from - 1,
    ArrowDown: from + 1,
    PageUp: from - page,
    PageDown: from + page,
    Home: 0,
    End: rows - 1,
  };
  const target = targets[key];
  return target === undefined ? null : Math.max(0, Math.min(rows - 1, target));
}

/**
 * Rows to draw for what is in sight: [first, end) with some more above and below, so that a scroll
 * shows rows at once.
 * @param top distance in pixels from the first row down to the top of the window; may be negative.
 */
export function rowsInSight(
  rows: number,
  rowHeight: number,
  top: number,
  windowHeight: number,
): [first: number, end: number] {
  const spare = Math.ceil(windowHeight / rowHeight / 3);
  const first = Math.floor(top / rowHeight) - spare;
  const end = Math.ceil((top + windowHeight) / rowHeight) + spare;
  const within = (row: number): number => Math.max(0, Math.min(rows, row));
  return [within(first), within(end)];
}
