import { answerReplay } from '../../engine/interference/inspect/answerReplay';
import { buildReplayModel } from '../../engine/interference/inspect/buildReplayModel';
import { SystemStates } from '../../engine/interference/inspect/systemStates';
import {
  askReplayRequest,
  closeReplayNotification,
  openReplayRequest,
  type AskReplayReply,
  type OpenReplayReply,
} from '../../protocol/replayRequests';
import { ReplayError, ReplayFile } from '../adapters/replay/replayFile';
import { failed } from './failed';
import { pathOf } from './found';
import {
  askReplayParamsSchema,
  readOptional,
  readParams,
  replayParamsSchema,
} from './requestParams';
import type { ServerContext } from './serverContext';

/** Replays that are kept open; more are opened again when they are asked. */
const keptReplays = 4;

interface OpenReplay {
  readonly file: ReplayFile;
  readonly states: SystemStates;
}

/** Answers the replay editor. */
export class ReplayHandler {
  /** By path, the one that was used last at the end. */
  private readonly replays = new Map<string, Promise<OpenReplay>>();

  /** Answers the connection's requests from now on. */
  listen({ connection }: Pick<ServerContext, 'connection'>): void {
    connection.onRequest<OpenReplayReply, unknown>(openReplayRequest, (params: unknown) =>
      this.open(readParams(replayParamsSchema, params).replayUri),
    );
    connection.onRequest<AskReplayReply, unknown>(askReplayRequest, (params: unknown) => {
      const { replayUri, query } = readParams(askReplayParamsSchema, params);
      return this.answer(replayUri, async ({ file, states }) => ({
        status: 'answered',
        answer: await file.use((source) => answerReplay(source, states, query)),
      }));
    });
    connection.onNotification(closeReplayNotification, (params: unknown) => {
      const path = pathOf(readOptional(replayParamsSchema, params)?.replayUri ?? '');
      if (path !== null) this.replays.delete(path);
    });
  }

  private open(replayUri: string): Promise<OpenReplayReply> {
    return this.answer(replayUri, async ({ file }) => ({
      status: 'opened',
      model: await file.use((source) => Promise.resolve(buildReplayModel(source))),
    }));
  }

  private async answer<Reply>(
    uri: string,
    build: (replay: OpenReplay) => Promise<Reply>,
  ): Promise<Reply | { readonly status: 'failed'; readonly message: string }> {
    const path = pathOf(uri);
    if (path === null) return failed('Save the replay to a file on this machine first.');
    try {
      return await build(await this.replay(path));
    } catch (error) {
      if (error instanceof ReplayError) return failed(error.message);
      throw error;
    }
  }

  /** The replay of a file as it is now. */
  private async replay(path: string): Promise<OpenReplay> {
    const known = this.replays.get(path);
    if (known !== undefined && !(await isCurrent(known)) && this.replays.get(path) === known) {
      this.replays.delete(path);
    }
    const replay = this.replays.get(path) ?? openReplay(path);
    this.replays.delete(path);
    this.replays.set(path, replay);
    for (const oldest of this.replays.keys()) {
      if (this.replays.size <= keptReplays) break;
      this.replays.delete(oldest);
    }
    return replay;
  }
}

/** False also for a replay that could not be opened: it is tried again. */
async function isCurrent(replay: Promise<OpenReplay>): Promise<boolean> {
  const opened = await replay.catch(() => null);
  return opened !== null && (await opened.file.isCurrent());
}

async function openReplay(path: string): Promise<OpenReplay> {
  const file = await ReplayFile.read(path);
  return { file, states: new SystemStates(file.header) };
}
