import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

/** The newest saved result of a network. */
export interface SavedResult {
  readonly path: string;
  /** Inferences per second. */
  readonly throughput: number;
  readonly savedAtMilliseconds: number;
  /** True where an input is newer, or is gone. */
  readonly stale: boolean;
}

/** Larger results are not read for one line of text. */
const maxBytes = 32_000_000;

interface Parsed {
  readonly throughput: number;
  /** Paths relative to the folder; null where the result does not say. */
  readonly network: string | null;
  readonly platform: string | null;
}

/** Finds the results beside networks; each file is read once for each time that it is written. */
export class LastResults {
  private readonly parsed = new Map<string, { readonly version: string; readonly value: Parsed }>();

  /**
   * The newest `<network>.<platform>.tuning.json` beside a network; null for none. The network's text
   * may be another in the editor than on disk.
   */
  async of(networkPath: string, text: string): Promise<SavedResult | null> {
    const folder = dirname(networkPath);
    const stem = basename(networkPath).replace(/\.(?:cnn\.ya?ml|onnx)$/i, '');
    const names = await readdir(folder).catch(() => []);
    const results = names.filter((n) => n.startsWith(`${stem}.`) && /\.tuning\.json$/i.test(n));
    const files = await Promise.all(results.map((name) => facts(join(folder, name))));
    const newestFirst = files
      .filter((file) => file !== null)
      .sort((a, b) => b.modified - a.modified);
    for (const { path, modified, bytes } of newestFirst) {
      const parsed = bytes > maxBytes ? null : await this.read(path, `${modified} ${bytes}`);
      if (parsed === null) continue;
      const { network, platform } = parsed;
      // `net.v2.board.tuning.json` may belong to `net.v2`: the result itself knows.
      if (network !== null && resolve(folder, network) !== networkPath) continue;
      const inputs = [networkPath, ...(platform === null ? [] : [resolve(folder, platform)])];
      const found = await Promise.all(inputs.map(facts));
      const changed = found.some((input) => input === null || input.modified > modified);
      const stale = changed || (await readFile(networkPath, 'utf8').catch(() => null)) !== text;
      return { path, throughput: parsed.throughput, savedAtMilliseconds: modified, stale };
    }
    return null;
  }

  private async read(path: string, version: string): Promise<Parsed | null> {
    const known = this.parsed.get(path);
    if (known?.version === version) return known.value;
    const value = await readResult(path);
    if (value !== null) this.parsed.set(path, { version, value });
    return value;
  }
}

async function facts(
  path: string,
): Promise<{ path: string; modified: number; bytes: number } | null> {
  const found = await stat(path).catch(() => null);
  return found?.isFile() ? { path, modified: found.mtimeMs, bytes: found.size } : null;
}

async function readResult(path: string): Promise<Parsed | null> {
  try {
    const data: unknown = JSON.parse(await readFile(path, 'utf8'));
    const throughput = field(field(data, 'best'), 'throughput');
    if (field(data, 'kind') !== 'cnn-tuning' || typeof throughput !== 'number') return null;
    const sources = field(data, 'sources');
    const [network, platform] = [field(sources, 'network'), field(sources, 'platform')];
    return {
      throughput,
      network: typeof network === 'string' ? network : null,
      platform: typeof platform === 'string' ? platform : null,
    };
  } catch {
    // Half written, or no result at all: another one may do.
    return null;
  }
}

function field(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
}
