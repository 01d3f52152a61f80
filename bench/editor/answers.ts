import { setTimeout as pause } from 'node:timers/promises';
import { CompletionRequest, HoverRequest } from 'vscode-languageserver/node';
import { createRandom } from '../../server/engine/core/random';
import type { Claim } from '../claim';
import { longDescriptor } from './longDescriptor';
import { LspProcess, ownServer } from './lspProcess';
import { changes, p95 } from './typing';

const lines = 1000;
const count = 240;
const uri = 'file:///bench/long.cnn.yaml';

/** Hover at random places of a text that was checked. */
export const hoverTime: Claim = {
  name: `Hover, ${lines} lines`,
  unit: 'ms',
  limit: { atMost: 10 },
  method: `p95 of ${count} random places`,
  measure: () =>
    withServer(async (server, text) => {
      const random = createRandom(1);
      const content = text.split('\n');
      const times: number[] = [];
      for (let i = 0; i < count; i += 1) {
        const line = random.below(content.length);
        const character = random.below((content[line]?.length ?? 0) + 1);
        const start = performance.now();
        const params = { textDocument: { uri }, position: { line, character } };
        await server.connection.sendRequest(HoverRequest.type, params);
        times.push(performance.now() - start);
      }
      return p95(times);
    }),
};

/** Completion right after each keystroke, before anything else has looked at the new text. */
export const completionTime: Claim = {
  name: `Completion after a keystroke, ${lines} lines`,
  unit: 'ms',
  limit: { atMost: 10 },
  method: `p95 of ${count} keystrokes all over the text`,
  measure: () =>
    withServer(async (server, text) => {
      const times: number[] = [];
      for (const change of changes(text, count)) {
        const start = performance.now();
        const checked = server.change(uri, change);
        const position = { line: change.line, character: change.character + change.text.length };
        await server.connection.sendRequest(CompletionRequest.type, {
          textDocument: { uri },
          position,
        });
        times.push(performance.now() - start);
        await checked;
        await pause(50);
      }
      // The first answers load what the others find.
      return p95(times.slice(count / 10));
    }),
};

async function withServer(
  measure: (server: LspProcess, text: string) => Promise<number>,
): Promise<number> {
  const text = longDescriptor(lines);
  const server = await LspProcess.start(ownServer);
  await server.open(uri, 'cnn-network', text);
  const value = await measure(server, text);
  await server.stop();
  return value;
}
