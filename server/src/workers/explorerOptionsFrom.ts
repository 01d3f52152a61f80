import { defaultExplorerOptions, type ExplorerOptions } from '../../engine/explore/explorerOptions';
import type { TuneOptions } from '../../protocol/requests';

/** Options of explorers as a client gives them, with defaults for what it leaves out. */
export function explorerOptionsFrom({
  seed,
  alpha,
  assign,
  balance,
}: TuneOptions): ExplorerOptions {
  return {
    ...defaultExplorerOptions,
    ...(seed !== undefined && { seed }),
    ...(alpha !== undefined && { alpha }),
    ...(assign !== undefined && { assign }),
    ...(balance !== undefined && { balance }),
  };
}
