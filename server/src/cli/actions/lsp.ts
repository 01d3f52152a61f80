import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { releaseMemoryAtRest } from '../../adapters/releaseMemoryAtRest';
import { buildServer } from '../../buildServer';
import { nodeServices } from '../../nodeServices';

/** Runs the language server on standard input and output until the editor ends it. */
export function serveStdio(bundles: string): void {
  const connection = createConnection(ProposedFeatures.all, process.stdin, process.stdout);
  buildServer(connection, nodeServices(bundles));
  // An editor that no longer listens is gone.
  process.stdout.on('error', () => process.exit(1));
  connection.listen();
  releaseMemoryAtRest();
}
