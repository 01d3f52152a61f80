import { createServer, type Server } from 'node:http';
import { build } from 'esbuild';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import type {
  CompareEvent,
  ComparisonEvent,
  ConvergenceEvent,
  HostMessage,
  LayersEvent,
  LiveEvent,
  PanelMessage,
  ReplayEvent,
  StageMapEvent,
} from '../../server/protocol/panelMessages';
import { panelHtml } from '../../client/src/panels/panelHtml';
import { panels, webviewBuild } from '../../scripts/buildWebview.mjs';
import { findChromium } from '../../scripts/chromium.mjs';
import { themes, type Theme } from './themes';

/** A panel by the name of its folder. */
export type PanelName = (typeof panelNames)[number];

/** Every panel. */
export const panelNames = [
  'stageMap',
  'layers',
  'convergence',
  'compare',
  'comparison',
  'live',
  'replay',
] as const;

/** Everything that the host may send to any panel. */
export type AnyMessage = HostMessage<
  | StageMapEvent
  | LayersEvent
  | ConvergenceEvent
  | CompareEvent
  | ComparisonEvent
  | LiveEvent
  | ReplayEvent
>;

/** How a panel is opened. */
export interface OpenOptions {
  /** The stage map where absent. */
  readonly panel?: PanelName;
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
  /** What `getState()` returns at first. */
  readonly saved?: unknown;
  readonly context?: BrowserContextOptions;
}

/** The page's side of the stand-in for the editor. */
declare global {
  interface Window {
    posted: PanelMessage<unknown>[];
    savedState: unknown;
    violations: string[];
  }
}

/** A browser and a server that play the editor's part for panels. */
export class PanelHost {
  /** Pages that wait for the next panel. */
  private readonly idle: Page[] = [];

  private constructor(
    private readonly server: Server,
    private readonly browser: Browser,
    private readonly address: string,
  ) {}

  /** Bundles the panels, serves them with the pages of the editor, and starts Chromium. */
  static async start(): Promise<PanelHost> {
    const files = new Map<string, string>();
    const { outputFiles } = await build({ ...webviewBuild, write: false, sourcemap: false });
    for (const file of outputFiles) files.set(file.path.replace(/^.*[\\/]/, '/'), file.text);
    const server = createServer((request, response) => {
      const text = pageOf(request.url ?? '') ?? files.get(request.url ?? '');
      if (text === undefined) return response.writeHead(404).end();
      const type = request.url?.endsWith('.css')
        ? 'text/css'
        : request.url?.endsWith('.js')
          ? 'text/javascript'
          : 'text/html';
      response.writeHead(200, { 'content-type': `${type}; charset=utf-8` });
      return response.end(text);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const port = server.address();
    if (port === null || typeof port === 'string') throw new Error('The server has no port.');
    const executablePath = findChromium();
    if (executablePath === null)
      throw new Error('No Chromium was found: set CHROMIUM to its path.');
    const browser = await chromium.launch({
      executablePath,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    });
    return new PanelHost(server, browser, `http://127.0.0.1:${port.port}/`);
  }

  /** Opens a panel and waits for its `ready`. */
  async open(options: OpenOptions = {}): Promise<Panel> {
    const {
      panel = 'stageMap',
      theme = themes.dark,
      width = 1200,
      height = 900,
      saved = null,
    } = options;
    // What a test makes of a context of its own would stay with the page.
    const isShared = options.context === undefined;
    const page = (isShared ? this.idle.pop() : undefined) ?? (await this.newPage(options.context));
    await page.setViewportSize({ width, height });
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    const stage = await page.addInitScript(playEditor, {
      variables: theme.variables,
      bodyClass: theme.bodyClass,
      saved,
    });
    await page.goto(`${this.address}${panel}`);
    await page.waitForFunction(() => window.posted.some(({ type }) => type === 'ready'));
    return new Panel(page, errors, async () => {
      if (!isShared) return page.context().close();
      page.removeAllListeners();
      await stage.dispose();
      await page.goto('about:blank');
      await page.mouse.move(0, 0);
      this.idle.push(page);
    });
  }

  /** A window of the browser costs more than everything that most tests do in it. */
  private async newPage(options: BrowserContextOptions = {}): Promise<Page> {
    return (await this.browser.newContext(options)).newPage();
  }

  /** Time that all processes of the browser have spent computing. */
  async processSeconds(): Promise<number> {
    const session = await this.browser.newBrowserCDPSession();
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    await session.detach();
    return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** One open panel, seen from the host. */
export class Panel {
  constructor(
    readonly page: Page,
    readonly errors: readonly string[],
    /** Gives the page back. */
    readonly close: () => Promise<void>,
  ) {}

  /** Sends a message as the extension host would, and waits until it is drawn. */
  async send(message: AnyMessage): Promise<void> {
    await this.page.evaluate(async (sent) => {
      window.postMessage(sent, '*');
      await new Promise((resolve) => setTimeout(resolve));
      // The map is drawn at once, the curve when there is time.
      await new Promise((resolve) => requestAnimationFrame(() => requestIdleCallback(resolve)));
    }, message);
  }

  /** Everything that the panel posted so far. */
  posted(): Promise<PanelMessage<unknown>[]> {
    return this.page.evaluate(() => window.posted);
  }

  /** Requests without their ids. */
  async requests(): Promise<unknown[]> {
    const messages = await this.posted();
    return messages.flatMap((message) => (message.type === 'request' ? [message.request] : []));
  }

  /** Answers the newest request. */
  async reply(error?: string): Promise<void> {
    const ids = (await this.posted()).flatMap((message) =>
      message.type === 'request' ? [message.id] : [],
    );
    await this.send({
      type: 'reply',
      id: ids.at(-1) ?? 0,
      ...(error === undefined ? {} : { error }),
    });
  }

  /** What the panel had saved of itself. */
  saved(): Promise<unknown> {
    return this.page.evaluate(() => window.savedState);
  }

  /** What the panel asked for and its policy refused. */
  violations(): Promise<string[]> {
    return this.page.evaluate(() => window.violations);
  }
}

/** The page of the panel that an address names: the one that the editor shows. */
function pageOf(address: string): string | undefined {
  const name = address.slice(1);
  if (!panels.includes(name)) return undefined;
  return panelHtml({
    script: `/${name}.js`,
    style: `/${name}.css`,
    title: name,
    language: 'en',
    source: "'self'",
    nonce: 'b3JkaW5hcnkgbm9uY2U',
  });
}

/** Runs in the page before its own script: theme, `acquireVsCodeApi`, and a record of violations. */
function playEditor(editor: {
  readonly variables: Readonly<Record<string, string>>;
  readonly bodyClass: string;
  readonly saved: unknown;
}): void {
  window.posted = [];
  window.violations = [];
  window.savedState = editor.saved;
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    window.violations.push(`${violatedDirective} ${blockedURI}`),
  );
  const dress = (): void => {
    for (const [name, value] of Object.entries(editor.variables)) {
      document.documentElement.style.setProperty(`--vscode-${name}`, value);
    }
    document.body.className = editor.bodyClass;
  };
  // The body must exist, and be dressed before the panel's script at its end runs.
  new MutationObserver((_, observer) => {
    if (document.body === null) return;
    dress();
    observer.disconnect();
  }).observe(document, { childList: true, subtree: true });
  Object.assign(window, {
    acquireVsCodeApi: () => ({
      postMessage: (message: PanelMessage<unknown>) =>
        void window.posted.push(structuredClone(message)),
      getState: () => window.savedState,
      setState: (state: unknown) => (window.savedState = state),
    }),
  });
}
