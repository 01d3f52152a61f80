/** Rows of cells as comma-separated values (RFC 4180). */
export function csvLines(rows: readonly (readonly (string | number)[])[]): string {
  const lines = rows.map((cells) =>
    cells.map((cell) => (typeof cell === 'number' ? String(cell) : csvText(cell))).join(','),
  );
  return [...lines, ''].join('\r\n');
}

/** A text as a cell. A spreadsheet must not take a name for a formula. */
export function csvText(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
