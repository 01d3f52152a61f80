import type { SourceSpan } from '../../../server/protocol/layersModel';

/** The layers that a line makes: those of the smallest span that holds it; none for other lines. */
export function layersAt(spans: readonly SourceSpan[], line: number): readonly number[] {
  let smallest: SourceSpan | null = null;
  for (const span of spans) {
    if (span.line > line || span.endLine < line) continue;
    if (smallest === null || height(span) <= height(smallest)) smallest = span;
  }
  return smallest?.layers ?? [];
}

function height({ line, endLine }: SourceSpan): number {
  return endLine - line;
}
