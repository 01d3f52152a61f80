import { isAbsolute, resolve } from 'node:path';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import { pairAdvice } from '../../engine/explore/pairAdvice';
import { platformForRequest, type PlatformForParams } from '../../protocol/serverSettings';
import type { PlatformAdvice } from '../language/diagnostics';
import { fileKindOf } from '../language/fileKind';
import { isInside } from './isInside';
import { platformAnalysis } from './platformAnalysis';
import type { ServerContext } from './serverContext';

/** A network is judged on its platform only once typing pauses: it is no matter of one keystroke. */
const pauseMilliseconds = 300;

interface Held {
  /** Version of the network's text. */
  readonly version: number;
  /** Text of the platform that was judged. */
  readonly platformText: string;
  readonly advice: PlatformAdvice;
}

/** Keeps what is to be said of each open network on the platform that it is for. */
export class PlatformAdviser {
  private readonly held = new Map<string, Held>();
  private readonly waiting = new Map<string, NodeJS.Timeout>();

  /** @param onAdvice told of a network whose advice is another now. */
  constructor(
    private readonly context: ServerContext,
    private readonly onAdvice: (document: TextDocument) => void,
  ) {}

  /** What was last found; null for nothing yet. */
  adviceFor(uri: string): PlatformAdvice | null {
    return this.held.get(uri)?.advice ?? null;
  }

  /** A text was opened or typed in: its network, or those on its platform, are judged again. */
  changed({ uri, languageId }: TextDocument): void {
    const kind = fileKindOf(languageId, uri);
    if (kind === 'network') this.judgeSoon(uri);
    if (kind === 'platform') this.platformsChanged();
  }

  /** Platforms, or who is for which, may have changed: every open network is judged again. */
  platformsChanged(): void {
    for (const { uri, languageId } of this.context.documents.all()) {
      if (fileKindOf(languageId, uri) === 'network') this.judgeSoon(uri);
    }
  }

  /** Drops what is held of a closed text. */
  closed(uri: string): void {
    clearTimeout(this.waiting.get(uri));
    this.waiting.delete(uri);
    this.held.delete(uri);
  }

  dispose(): void {
    for (const timer of this.waiting.values()) clearTimeout(timer);
    this.waiting.clear();
  }

  private judgeSoon(uri: string): void {
    clearTimeout(this.waiting.get(uri));
    const judge = () => {
      this.waiting.delete(uri);
      // A platform that cannot be found or read gives no advice, and is no failure.
      this.judge(uri).catch(() => this.drop(uri));
    };
    this.waiting.set(uri, setTimeout(judge, pauseMilliseconds));
  }

  private async judge(uri: string): Promise<void> {
    const platformUri = await this.platformFor(uri);
    const platform =
      platformUri === null ? null : await platformAnalysis(platformUri, this.context);
    // Typing may have gone on meanwhile, or the text was closed.
    const document = this.context.documents.get(uri);
    if (document === undefined) return;
    const { version } = document;
    const platformText = platform?.file.text;
    const held = this.held.get(uri);
    const same = held?.version === version && held.platformText === platformText;
    if (same && held.advice.platformUri === platformUri) return;
    const network = this.context.language.analyse(document)?.network ?? null;
    // A text with errors keeps its advice for when they are mended.
    if (network === null) return;
    if (platformUri === null || platformText === undefined || !platform?.platform)
      return this.drop(uri);
    const found = pairAdvice(network, platform.platform);
    const advice = {
      network: found.network,
      platform: platform.file.visible(found.platform.map((one) => platform.file.locate(one))),
      platformUri,
    };
    this.held.set(uri, { version, platformText, advice });
    if (hasAdvice(advice) || hasAdvice(held?.advice)) this.onAdvice(document);
  }

  private drop(uri: string): void {
    const held = this.held.get(uri);
    const document = this.context.documents.get(uri);
    this.held.delete(uri);
    if (hasAdvice(held?.advice) && document !== undefined) this.onAdvice(document);
  }

  private async platformFor(networkUri: string): Promise<string | null> {
    const { connection, answersPlatform, settings, folders } = this.context;
    if (answersPlatform) {
      const params: PlatformForParams = { networkUri };
      const uri = await connection.sendRequest<unknown>(platformForRequest, params);
      return typeof uri === 'string' ? uri : null;
    }
    const { platform } = settings();
    if (platform === undefined || platform === '') return null;
    if (isAbsolute(platform)) return URI.file(platform).toString();
    const { fsPath } = URI.parse(networkUri);
    const [first = networkUri.slice(0, networkUri.lastIndexOf('/'))] = folders();
    const folder = URI.parse(folders().find((uri) => isInside(fsPath, uri)) ?? first);
    return folder.scheme === 'file' ? URI.file(resolve(folder.fsPath, platform)).toString() : null;
  }
}

function hasAdvice(advice: PlatformAdvice | undefined): boolean {
  return advice !== undefined && advice.network.length + advice.platform.length > 0;
}
