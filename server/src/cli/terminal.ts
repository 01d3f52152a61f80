import pc from 'picocolors';

/** Functions that colour text, or leave it alone. */
export type Colors = ReturnType<typeof pc.createColors>;

/** What the place that text is written to can show. */
export interface Terminal {
  /** Width in columns, at least 40. */
  readonly columns: number;
  /** Whether characters outside ASCII arrive as they were meant. */
  readonly unicode: boolean;
  readonly colors: Colors;
}

/** The parts of an output stream that tell what it can show. */
export interface StreamFacts {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

const defaultColumns = 100;
const leastColumns = 40;
const mostColumns = 240;

/** Whether the locale of the environment is a UTF-8 one (POSIX order: LC_ALL, LC_CTYPE, LANG). */
function hasUnicodeLocale(environment: Environment, platform: NodeJS.Platform): boolean {
  const locale = environment.LC_ALL || environment.LC_CTYPE || environment.LANG;
  // Terminals of Windows and macOS show UTF-8 and often set no locale at all.
  if (!locale) return platform === 'win32' || platform === 'darwin';
  return /utf-?8/i.test(locale);
}

/** Colours belong on a terminal that takes them; `NO_COLOR` and `FORCE_COLOR` decide otherwise. */
function wantsColors(stream: StreamFacts, environment: Environment): boolean {
  if (environment.NO_COLOR) return false;
  if (environment.FORCE_COLOR) return environment.FORCE_COLOR !== '0';
  return stream.isTTY === true && environment.TERM !== 'dumb';
}

/** Finds out what a stream can show. Without a width it is taken to be 100 columns wide. */
export function describeTerminal(
  stream: StreamFacts,
  environment: Environment,
  platform: NodeJS.Platform,
): Terminal {
  const columns = stream.columns ?? (Number(environment.COLUMNS) || defaultColumns);
  return {
    columns: Math.min(mostColumns, Math.max(leastColumns, columns)),
    unicode: hasUnicodeLocale(environment, platform),
    colors: pc.createColors(wantsColors(stream, environment)),
  };
}
