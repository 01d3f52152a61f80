import type { Claim } from '../claim';
import { longDescriptor } from './longDescriptor';
import { LspProcess, ownServer } from './lspProcess';
import { p95, typeAllOver } from './typing';

const uri = 'file:///bench/long.cnn.yaml';
const keystrokes = 240;

/** How long a person who types waits for diagnostics. */
function keystrokeClaim(lines: number, atMost: number): Claim {
  return {
    name: `Keystroke to diagnostics, ${lines} lines`,
    unit: 'ms',
    limit: { atMost },
    method: `p95 of ${keystrokes} keystrokes all over the text, server as a process`,
    async measure() {
      const text = longDescriptor(lines);
      const server = await LspProcess.start(ownServer);
      await server.open(uri, 'cnn-network', text);
      // An editor that has just started is not what people wait for.
      await typeAllOver(server, { uri, text, keystrokes: 24 });
      const times = await typeAllOver(server, { uri, text, keystrokes });
      await server.stop();
      return p95(times);
    },
  };
}

/** Keystrokes in a text as long as large networks have, and in the longest that is read. */
export const keystrokeClaims = [keystrokeClaim(1000, 15), keystrokeClaim(20_000, 150)];
