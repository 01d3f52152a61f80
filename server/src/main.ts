import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { releaseMemoryAtRest } from './adapters/releaseMemoryAtRest';
import { buildServer } from './buildServer';
import { nodeServices } from './nodeServices';

// The transport is told by the arguments: --node-ipc, --stdio, --socket=N.
const connection = createConnection(ProposedFeatures.all);
buildServer(connection, nodeServices(__dirname));
connection.listen();
releaseMemoryAtRest();
