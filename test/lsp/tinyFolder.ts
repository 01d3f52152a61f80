import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { URI } from 'vscode-uri';
import { network, platform } from './fixtures';

/** A folder with a small network and a platform. */
export interface TinyFolder {
  readonly folder: string;
  readonly networkUri: string;
  readonly platformUri: string;
}

/** Makes a folder for one test, which has to remove it. */
export async function tinyFolder(): Promise<TinyFolder> {
  const folder = await mkdtemp(join(tmpdir(), 'cnn-tuner-'));
  const write = async (name: string, text: string): Promise<string> => {
    await writeFile(join(folder, name), text);
    return URI.file(join(folder, name)).toString();
  };
  return {
    folder,
    networkUri: await write('tiny.cnn.yaml', network),
    platformUri: await write('two.platform.yaml', platform),
  };
}
