import { basename, dirname, extname, join, relative, sep } from 'node:path';
import { URI } from 'vscode-uri';
import type { TuningResult } from '../../protocol/tuningResult';

/** The files of a tuning, a comparison or a profile: its inputs and its result. Paths are absolute. */
export interface TuneTarget {
  readonly networkPath: string;
  readonly platformPath: string;
  /** Such as `<network>.<platform>.tuning.json`, beside the network. */
  readonly resultPath: string;
  /** The inputs as the result names them: relative to its folder, with `/`. */
  readonly sources: Required<NonNullable<TuningResult['sources']>>;
}

/**
 * The files of a tuning, a comparison or a profile, or why there can be none.
 * @param ending of the result's name.
 */
export function tuneTarget(
  networkUri: string,
  platformUri: string,
  ending: '.tuning.json' | '.comparison.json' | '.profile.json' = '.tuning.json',
): TuneTarget | string {
  const networkPath = pathOf(networkUri);
  if (networkPath === null) return 'Save the network to a file on this machine first.';
  const platformPath = pathOf(platformUri);
  if (platformPath === null) return 'Save the platform to a file on this machine first.';
  const folder = dirname(networkPath);
  const name = `${stem(networkPath)}.${stem(platformPath)}${ending}`;
  const fromFolder = (path: string) => relative(folder, path).split(sep).join('/');
  return {
    networkPath,
    platformPath,
    resultPath: join(folder, name),
    sources: { network: fromFolder(networkPath), platform: fromFolder(platformPath) },
  };
}

function pathOf(uri: string): string | null {
  const parsed = URI.parse(uri);
  return parsed.scheme === 'file' ? parsed.fsPath : null;
}

/** `resnet-50` of `/models/resnet-50.cnn.yaml`. */
export function stem(path: string): string {
  const name = basename(path);
  const known = /^(.+)\.(?:cnn|platform|interference)\.ya?ml$/i.exec(name);
  return known?.[1] ?? basename(name, extname(name));
}
