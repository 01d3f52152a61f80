import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

/** Set to 1, runs share cores. */
const sharing = 'CNN_TUNER_SHARE_CORES';

/**
 * Does work with cores for itself: two runs on one core would measure each other. Claims hold for all
 * processes of this machine and end with theirs, however that ends; macOS knows no such names.
 * @returns what came of the work, or why it may not begin, in words.
 */
export async function withCores<T extends object>(
  cores: readonly number[],
  work: () => Promise<T>,
): Promise<T | string> {
  const claims: Server[] = [];
  try {
    // In order, so that of two that begin at once one gets all.
    for (const core of [...new Set(cores)].sort((a, b) => a - b)) {
      const name = process.env[sharing] === '1' ? null : claimName(core);
      if (name === null) continue;
      const server = await claim(name);
      if (server === null) return refusal(core);
      claims.push(server);
    }
    return await work();
  } finally {
    for (const one of claims) one.close();
  }
}

/** A name that the system forgets with the process that listens to it. */
function claimName(core: number): string | null {
  if (process.platform === 'linux') return `\0cnn-tuner-core-${core}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\cnn-tuner-core-${core}` : null;
}

/** Null where another process has the name. */
async function claim(path: string): Promise<Server | null> {
  const server = createServer((socket) => socket.destroy());
  try {
    await once(server.listen({ path }), 'listening');
    return server;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return null;
    throw error;
  }
}

function refusal(core: number): string {
  return `Core ${core} is in use by another run of CNN Pipeline Tuner on this machine, and two would slow each other: wait for it or stop it (${sharing}=1 lets them share).`;
}
