import type { FileHandle } from 'node:fs/promises';
import type { IndexedBlock, ReplayHeader, SummaryEvent } from '../../../protocol/replayRecord';
import { indexFault } from '../../../engine/interference/inspect/replaySource';
import { ReplayScan } from '../../../engine/interference/inspect/replayScan';
import { parseReplayLine, stagesFault } from '../../../engine/interference/record/parseReplayLine';
import { mostIndexBytes } from '../../../engine/interference/record/replayLimits';
import { formatBytes } from '../../../engine/core/units';
import { readLines } from './readLines';

/** What a file holds, with what is wrong with it. */
export interface FoundIndex {
  readonly blocks: readonly IndexedBlock[];
  readonly summaries: readonly SummaryEvent[];
  readonly problems: readonly string[];
}

/** The end line is far shorter. */
const tailBytes = 4096;
/** Longest line that is read: events and samples are far shorter. */
const mostLineBytes = 8_000_000;
/** A damaged file is read so far; what comes after is not shown. */
const mostScannedBytes = 2_000_000_000;

/** Finds the blocks of a replay: by its index, or line by line where that is missing or wrong. */
export async function findIndex(
  handle: FileHandle,
  header: ReplayHeader,
  fileBytes: number,
): Promise<FoundIndex> {
  const found = await indexOf(handle, header, fileBytes);
  if (typeof found !== 'string') return found;
  const scan = new ReplayScan(header);
  let readBytes = 0;
  for await (const { number, text, offset, end } of readLines(
    handle,
    mostLineBytes,
    mostScannedBytes,
  )) {
    if (number > 1) scan.line(number, text, offset, end);
    readBytes = end;
    if (scan.isFull) break;
  }
  const cut = readBytes < fileBytes ? [`Only its first ${formatBytes(readBytes)} are shown.`] : [];
  const problems = [found, ...scan.problems(), ...cut];
  return { blocks: scan.blocks, summaries: scan.summaries, problems };
}

/** What the index says, or why it cannot be used. */
async function indexOf(
  handle: FileHandle,
  header: ReplayHeader,
  fileBytes: number,
): Promise<FoundIndex | string> {
  const missing =
    'The file has no end: it was cut, or is still being written. What can be read of it is shown.';
  const tailOffset = Math.max(0, fileBytes - tailBytes);
  const tail = await textOf(handle, tailOffset, fileBytes - tailOffset);
  if (!tail.endsWith('\n')) return missing;
  const lastLine = tail.slice(tail.lastIndexOf('\n', tail.length - 2) + 1, -1);
  const end = parseReplayLine(header, lastLine);
  if (!end.ok || end.line.event !== 'end') return missing;
  const offset = end.line.index;
  if (offset === null) return 'It has too much interference for an index: it is read line by line.';
  const bytes = fileBytes - lastLine.length - 1 - offset;
  if (bytes <= 0 || bytes > mostIndexBytes) return wrong('it is not where the end says');
  const index = parseReplayLine(header, await textOf(handle, offset, bytes));
  if (!index.ok) return wrong(index.fault);
  if (index.line.event !== 'index') return wrong('it is not where the end says');
  const { blocks, summaries } = index.line;
  const fault = indexFault(header, blocks, offset) ?? blockFault(header, blocks);
  return fault === null ? { blocks, summaries, problems: [] } : wrong(fault);
}

function wrong(why: string): string {
  return `Its index cannot be right: ${why}. The file is shown as its lines tell.`;
}

function blockFault(header: ReplayHeader, blocks: readonly IndexedBlock[]): string | null {
  for (const { stages = [], stoodBy = [] } of blocks) {
    const fault = stagesFault(header, stages) ?? stagesFault(header, stoodBy);
    if (fault !== null) return `in a block ${fault}`;
  }
  return null;
}

async function textOf(handle: FileHandle, offset: number, bytes: number): Promise<string> {
  const buffer = Buffer.allocUnsafe(bytes);
  let filled = 0;
  while (filled < bytes) {
    const { bytesRead } = await handle.read(buffer, filled, bytes - filled, offset + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.toString('utf8', 0, filled);
}
