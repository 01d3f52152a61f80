import { open, stat, type FileHandle } from 'node:fs/promises';
import type { Stats } from 'node:fs';
import { readBlockLines, type BlockLines } from '../../../engine/interference/inspect/blockLines';
import {
  blocksByPolicy,
  type ReplayBlock,
  type ReplayedPolicy,
  type ReplaySource,
} from '../../../engine/interference/inspect/replaySource';
import { readReplayHeader } from '../../../engine/interference/record/readReplayHeader';
import type { ReplayHeader, SamplesEvent } from '../../../protocol/replayRecord';
import type { ReplayEvent } from '../../../engine/interference/record/policyState';
import { openFlags } from '../readFileCapped';
import { explainSystemError, irregularFile } from '../explainSystemError';
import { PagedFile } from './pagedFile';
import { readLines } from './readLines';
import { findIndex } from './findIndex';

/** A replay that cannot be shown; the message says why, and the way out. */
export class ReplayError extends Error {
  override readonly name = 'ReplayError';
}

/** Longest first line: a system of a million times. */
const mostHeaderBytes = 64_000_000;
/** Lines that are kept: several times what the widest window looks at query by query. */
const keptBytes = 64_000_000;
const mostBlockBytes = 64_000_000;

type Facts = Pick<Stats, 'size' | 'mtimeMs' | 'ino'>;

/** A `*.replay.jsonl` file that is looked at, open only while something is asked of it. */
export class ReplayFile {
  private readonly kept = new Map<ReplayBlock, BlockLines>();
  private bytesKept = 0;

  private constructor(
    private readonly path: string,
    private readonly facts: Facts,
    readonly header: ReplayHeader,
    private readonly policies: readonly ReplayedPolicy[],
    private readonly problems: readonly string[],
  ) {}

  /** Reads what is needed to show any part of a file. Throws {@link ReplayError}. */
  static async read(path: string): Promise<ReplayFile> {
    return withFile(path, async (handle) => {
      const facts = await handle.stat();
      const irregular = irregularFile(facts);
      if (irregular !== null) throw new ReplayError(irregular);
      const header = await headerOf(handle);
      const { blocks, summaries, problems } = await findIndex(handle, header, facts.size);
      const policies = blocksByPolicy(header, blocks, summaries);
      return new ReplayFile(path, facts, header, policies, problems);
    });
  }

  /** Whether the file is still as it was read. */
  async isCurrent(): Promise<boolean> {
    const now = await stat(this.path).catch(() => null);
    return now !== null && isSame(now, this.facts);
  }

  /** Opens the file for as long as `ask` takes. Throws {@link ReplayError}. */
  async use<T>(ask: (source: ReplaySource) => Promise<T>): Promise<T> {
    return withFile(this.path, async (handle) => {
      if (!isSame(await handle.stat(), this.facts)) throw changed();
      const pages = new PagedFile(handle);
      const lines = (block: ReplayBlock) => this.lines(block, pages);
      const { header, policies, problems } = this;
      return ask({
        header,
        policies,
        problems,
        events: async (block): Promise<readonly ReplayEvent[]> => (await lines(block)).events,
        samples: async (block): Promise<SamplesEvent> => (await lines(block)).samples,
      });
    });
  }

  private async lines(block: ReplayBlock, pages: PagedFile): Promise<BlockLines> {
    const known = this.kept.get(block);
    if (known !== undefined) return known;
    if (block.bytes > mostBlockBytes) throw damaged(block);
    const text = await pages.text(block.offset, block.offset + block.bytes);
    const lines = readBlockLines(this.header, block, text);
    if (lines === null) throw damaged(block);
    // Somebody else may have asked for it meanwhile.
    if (!this.kept.has(block)) this.keep(block, lines);
    return lines;
  }

  /** Keeps lines; those that were read first give way. */
  private keep(block: ReplayBlock, lines: BlockLines): void {
    this.kept.set(block, lines);
    this.bytesKept += block.bytes;
    for (const oldest of this.kept.keys()) {
      if (this.bytesKept <= keptBytes || oldest === block) break;
      this.kept.delete(oldest);
      this.bytesKept -= oldest.bytes;
    }
  }
}

async function withFile<T>(path: string, use: (handle: FileHandle) => Promise<T>): Promise<T> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(path, openFlags);
    return await use(handle);
  } catch (error) {
    if (error instanceof ReplayError) throw error;
    throw new ReplayError(`The file cannot be read: ${explainSystemError(error)}.`, {
      cause: error,
    });
  } finally {
    await handle?.close();
  }
}

async function headerOf(handle: FileHandle): Promise<ReplayHeader> {
  for await (const { text } of readLines(handle, mostHeaderBytes, mostHeaderBytes)) {
    const found = readReplayHeader(text ?? '');
    if (found.ok) return found.header;
    throw new ReplayError(found.message);
  }
  throw new ReplayError('The file is empty: record a replay anew.');
}

function isSame(a: Facts, b: Facts): boolean {
  return a.size === b.size && a.mtimeMs === b.mtimeMs && a.ino === b.ino;
}

function changed(): ReplayError {
  return new ReplayError('The file has changed since it was opened: open it again.');
}

function damaged({ query, offset }: ReplayBlock): ReplayError {
  return new ReplayError(
    `The lines of query ${query} (byte ${offset}) are not what the index tells. Record the replay anew, or delete the last line of the file, so that it is read line by line.`,
  );
}
