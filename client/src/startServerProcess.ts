import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

/**
 * Space for young objects, megabytes each half. By default twice as much is taken and never given back,
 * which makes nothing faster here.
 */
const memoryArgument = '--max-semi-space-size=8';

/** Starts the language server's process. It speaks over its standard streams, and ends with them. */
export function startServerProcess(extensionPath: string): ChildProcess {
  // A person who debugs the extension debugs the server too.
  const isDebugged = process.execArgv.some((argument) => argument.startsWith('--inspect'));
  const server = fork(join(extensionPath, 'dist', 'server.js'), ['--stdio'], {
    silent: true,
    execArgv: [memoryArgument, ...(isDebugged ? ['--nolazy', '--inspect=6011'] : [])],
    // Where the editor's own program is not Node, this makes it one.
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', ELECTRON_NO_ASAR: '1' },
  });
  // The end of its streams tells the client that there is no server.
  server.on('error', () => undefined);
  return server;
}
