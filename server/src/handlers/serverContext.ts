import type { Connection, TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { ServerSettings } from '../../protocol/serverSettings';
import type { StartStress } from '../../runtime/rebalance/placeStress';
import type { LocalCores } from './localCores';
import type { LanguageService } from '../language/languageService';
import type { ExecutorProcesses } from '../workers/executorProcesses';
import type { TunePool } from '../workers/tunePool';

/** What the server needs of the world; tests give their own. */
export interface ServerServices {
  readonly pool: Pick<
    TunePool,
    | 'start'
    | 'startProfile'
    | 'startReplay'
    | 'importModel'
    | 'readProblem'
    | 'planRun'
    | 'runBatch'
    | 'maxThreads'
    | 'close'
  >;
  /** Processes that run pipelines. */
  readonly executors: Pick<ExecutorProcesses, 'start' | 'end' | 'close'>;
  /** Starts work beside a pipeline. */
  readonly startStress: StartStress;
  /** Writes a file whole or not at all; rejects with a message for people. */
  writeFile(path: string, text: string): Promise<void>;
}

/** What every handler works with. */
export interface ServerContext extends ServerServices {
  /** Who uses this machine's cores. */
  readonly cores: LocalCores;
  readonly connection: Connection;
  readonly documents: TextDocuments<TextDocument>;
  readonly language: LanguageService;
  /** URIs of the workspace's folders, as they are now. */
  folders(): readonly string[];
  /** True where the client can show progress that the server starts. */
  readonly showsProgress: boolean;
  /** True where the client tells which platform a network is for. */
  readonly answersPlatform: boolean;
  /** As last told by the client. */
  settings(): ServerSettings;
}
