import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DocumentSymbolRequest } from 'vscode-languageserver/node';
import type { Claim } from '../claim';
import { root } from '../examples';
import { longDescriptor } from './longDescriptor';
import { LspProcess, ownServer } from './lspProcess';

const open = 50;
/** Time in which the server has noticed that it rests. */
const restMilliseconds = 10_000;

/** What the language server holds while many descriptors are open, each checked and outlined. */
export const serverMemory: Claim = {
  name: `Memory of the language server, ${open} descriptors open`,
  unit: 'MB',
  limit: { atMost: 120 },
  method: 'resident set at rest; every example, and 300 lines each for the others',
  async measure() {
    const server = await LspProcess.start(ownServer);
    for (const [index, { languageId, ending, text }] of descriptors().entries()) {
      const uri = `file:///bench/open${index}.${ending}.yaml`;
      await server.open(uri, languageId, text);
      await server.connection.sendRequest(DocumentSymbolRequest.type, { textDocument: { uri } });
    }
    await pause(restMilliseconds);
    const bytes = server.residentBytes();
    await server.stop();
    return bytes / 1e6;
  },
};

interface Descriptor {
  readonly languageId: string;
  readonly ending: string;
  readonly text: string;
}

function descriptors(): Descriptor[] {
  const read = (folder: string, ending: string): Descriptor[] =>
    readdirSync(join(root, 'examples', folder)).map((name) => ({
      languageId: `cnn-${ending === 'cnn' ? 'network' : ending}`,
      ending,
      text: readFileSync(join(root, 'examples', folder, name), 'utf8'),
    }));
  const examples = [...read('networks', 'cnn'), ...read('platforms', 'platform')];
  const long = { languageId: 'cnn-network', ending: 'cnn', text: longDescriptor(300) };
  return [...examples, ...Array.from({ length: open - examples.length }, () => long)];
}
