import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Claim } from '../claim';
import { root } from '../examples';
import { longDescriptor } from './longDescriptor';
import { LspProcess, ownServer, type LspProgram } from './lspProcess';
import { median, typeAllOver } from './typing';

const schema = pathToFileURL(join(root, 'schemas', 'cnn-network.schema.json')).href;

/** The general language server for YAML with our JSON Schema. */
const general: LspProgram = {
  args: [
    join(root, 'node_modules', 'yaml-language-server', 'bin', 'yaml-language-server'),
    '--stdio',
  ],
  settings: {
    yaml: { validate: true, schemas: { [schema]: '*.cnn.yaml' }, schemaStore: { enable: false } },
  },
};

/** It waits so long after a keystroke; its work begins then. */
const ownDelayMilliseconds = 200;

/** How many times as long the general server works on a keystroke, its wait not counted. */
function comparison(lines: number, keystrokes: number): Claim {
  return {
    name: `yaml-language-server’s work on a keystroke, ${lines} lines`,
    unit: '× ours',
    limit: { atLeast: 10 },
    method: `medians of ${keystrokes} and 72 keystrokes; its wait of ${ownDelayMilliseconds} ms taken off`,
    async measure() {
      const text = longDescriptor(lines);
      const ours = await typing(ownServer, 'cnn-network', text, 72);
      const theirs = await typing(general, 'yaml', text, keystrokes);
      return (theirs - ownDelayMilliseconds) / ours;
    },
  };
}

async function typing(
  program: LspProgram,
  languageId: string,
  text: string,
  keystrokes: number,
): Promise<number> {
  const uri = 'file:///bench/long.cnn.yaml';
  const server = await LspProcess.start(program);
  await server.open(uri, languageId, text);
  const times = await typeAllOver(server, { uri, text, keystrokes });
  await server.stop();
  return median(times);
}

/** Both lengths; the general server takes long for the second. */
export const comparisonClaims = [comparison(1000, 24), comparison(20_000, 5)];
