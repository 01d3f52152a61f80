import { isInside } from './isInside';
import type { ServerContext } from './serverContext';

/**
 * Why a file may not be read, null where it may. Models are binary files of unknown origin: outside
 * of the workspace they are read only where the person trusts it.
 */
export function untrustedRefusal(
  path: string,
  { settings, folders }: Pick<ServerContext, 'settings' | 'folders'>,
): string | null {
  const { trusted = false } = settings();
  if (trusted || !path.toLowerCase().endsWith('.onnx')) return null;
  if (folders().some((folder) => isInside(path, folder))) return null;
  return 'A model outside the workspace is read only where the workspace is trusted.';
}
