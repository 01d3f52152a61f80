import {
  ExecuteCommandRequest,
  TextDocuments,
  TextDocumentSyncKind,
  type Connection,
  type InitializeResult,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { readTuning } from '../engine/explore/readTuning';
import { compareExplorersCommand } from '../protocol/comparisonRequests';
import { runPipelineCommand } from '../protocol/liveRequests';
import { profileCommand } from '../protocol/profileRequests';
import { replayInterferenceCommand } from '../protocol/replayRequests';
import {
  layerLocationRequest,
  stageMapRequest,
  tuneCommand,
  type LayerLocationReply,
  type StageMapReply,
} from '../protocol/requests';
import type { ServerSettings } from '../protocol/serverSettings';
import { ComparisonHandler } from './handlers/comparisonHandler';
import { CompareExplorersHandler } from './handlers/compareExplorersHandler';
import { ChangingHandler, changingCapabilities } from './handlers/changingHandler';
import { ExplorerHandler } from './handlers/explorerHandler';
import { LayersHandler } from './handlers/layersHandler';
import { LiveRunHandler } from './handlers/liveRunHandler';
import { LocalCores } from './handlers/localCores';
import { LocalCoresHandler } from './handlers/localCoresHandler';
import { ProfileHandler } from './handlers/profileHandler';
import {
  compareExplorersParamsSchema,
  layerLocationParamsSchema,
  profileParamsSchema,
  readOptional,
  readParams,
  readSettings,
  replayInterferenceParamsSchema,
  runPipelineParamsSchema,
  serverOptionsSchema,
  stageMapParamsSchema,
  tuneParamsSchema,
} from './handlers/requestParams';
import { ReadingHandler, readingCapabilities } from './handlers/readingHandler';
import type { ServerContext, ServerServices } from './handlers/serverContext';
import { ReplayHandler } from './handlers/replayHandler';
import { ReplayInterferenceHandler } from './handlers/replayInterferenceHandler';
import { ResultStore } from './handlers/resultStore';
import { ResultPanelsHandler } from './handlers/resultPanelsHandler';
import { StageMapHandler } from './handlers/stageMapHandler';
import { TuneHandler } from './handlers/tuneHandler';
import { followFolders } from './handlers/followFolders';
import { createLanguageService } from './language/languageService';

/** Wires a language server to a connection, which the caller opens and then listens to. */
export function buildServer(connection: Connection, services: ServerServices): void {
  const documents = new TextDocuments(TextDocument);
  documents.listen(connection);
  connection.onInitialize((params) => {
    const options = readOptional(serverOptionsSchema, params.initializationOptions) ?? {};
    let settings: ServerSettings = options.settings ?? {};
    const folders = followFolders(connection, params);
    const context: ServerContext = {
      ...services,
      cores: new LocalCores(),
      connection,
      documents,
      language: createLanguageService({
        commands: {
          run: options.runCommand ?? null,
          compare: options.compareCommand ?? null,
          layers: options.layersCommand ?? null,
          replay: options.replayCommand ?? null,
          openResult: options.openResultCommand ?? null,
        },
        ruleHref: options.ruleHref ?? null,
        validatesJson: options.validatesJson ?? false,
      }),
      folders,
      showsProgress: params.capabilities.window?.workDoneProgress === true,
      answersPlatform: options.answersPlatform === true,
      settings: () => settings,
    };
    addHandlers(context);
    const changing = new ChangingHandler(context, params.capabilities);
    changing.listen();
    const reading = new ReadingHandler(context, params.capabilities);
    reading.listen();
    connection.onDidChangeConfiguration((change) => {
      settings = readSettings(change.settings) ?? settings;
      reading.settingsChanged();
      changing.settingsChanged();
    });
    return capabilities;
  });
}

const capabilities: InitializeResult = {
  serverInfo: { name: 'CNN Pipeline Tuner' },
  capabilities: {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    ...readingCapabilities,
    ...changingCapabilities,
    executeCommandProvider: {
      commands: [
        tuneCommand,
        compareExplorersCommand,
        profileCommand,
        runPipelineCommand,
        replayInterferenceCommand,
      ],
    },
  },
};

function addHandlers(context: ServerContext): void {
  const { connection, documents, language } = context;
  const store = new ResultStore('a tuning result', readTuning);
  const stageMaps = new StageMapHandler(store);
  const tunings = new TuneHandler(context);
  const comparisons = new CompareExplorersHandler(context);
  const runs = new LiveRunHandler(context);
  const profiles = new ProfileHandler(context);
  const replays = new ReplayInterferenceHandler(context);

  connection.onRequest(ExecuteCommandRequest.type, (params, token) => {
    const { command, workDoneToken, arguments: [argument] = [] } = params;
    const clientProgress =
      workDoneToken === undefined ? null : connection.window.attachWorkDoneProgress(workDoneToken);
    const watch = { token, clientProgress };
    switch (command) {
      case tuneCommand:
        return tunings.run(readParams(tuneParamsSchema, argument), watch);
      case compareExplorersCommand:
        return comparisons.run(readParams(compareExplorersParamsSchema, argument), watch);
      case profileCommand:
        return profiles.run(readParams(profileParamsSchema, argument), watch);
      case replayInterferenceCommand:
        return replays.run(readParams(replayInterferenceParamsSchema, argument), watch);
      case runPipelineCommand:
        return runs.run(readParams(runPipelineParamsSchema, argument), watch);
      default:
        return null;
    }
  });
  connection.onRequest<StageMapReply, never>(stageMapRequest, (params: unknown) =>
    stageMaps.answer(readParams(stageMapParamsSchema, params)),
  );
  connection.onRequest<LayerLocationReply, never>(layerLocationRequest, (params: unknown) => {
    const { networkUri, layer } = readParams(layerLocationParamsSchema, params);
    const document = documents.get(networkUri);
    return { range: document === undefined ? null : language.layerRange(document, layer) };
  });
  runs.listen();
  new ExplorerHandler(context).listen();
  new LayersHandler(context).listen();
  new LocalCoresHandler(context).listen();
  new ResultPanelsHandler(store).listen(context);
  new ComparisonHandler().listen(context);
  new ReplayHandler().listen(context);
}
