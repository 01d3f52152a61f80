import type { Page } from 'playwright-core';
import type { ReplayPanelRequest } from '../../server/protocol/panelMessages';
import type { ReplayAnswer, ReplayQuery } from '../../server/protocol/replayModel';
import type { OpenOptions, Panel, PanelHost } from './panelHost';
import type { sampleReplay } from './sampleReplay';

/** A replay with somebody who answers about it. */
export type Replay = Omit<ReturnType<typeof sampleReplay>, 'answer'> & { readonly answer: Answer };

type Answer = (query: ReplayQuery) => ReplayAnswer | Promise<ReplayAnswer>;

/** Opens the replay panel, and answers what it asks as the host and the server do. */
export async function openReplay(
  host: Pick<PanelHost, 'open'>,
  replay: Replay,
  options?: OpenOptions,
): Promise<Panel> {
  const panel = await host.open({ panel: 'replay', ...options });
  await answerRequests(panel, replay.answer);
  await panel.send({ type: 'replay', model: replay.model });
  return panel;
}

/** Who answers in a page: pages are shared by tests, and what is exposed to one stays there. */
const answers = new WeakMap<Page, Answer>();

/** Answers questions from now on; other requests are done without doing anything. */
export async function answerRequests({ page }: Panel, answer: Answer): Promise<void> {
  const isExposed = answers.has(page);
  answers.set(page, answer);
  if (!isExposed) {
    await page.exposeFunction('answerRequest', (request: ReplayPanelRequest) =>
      request.kind === 'ask' ? answers.get(page)?.(request.query) : null,
    );
  }
  await page.evaluate(() => {
    const { posted } = window;
    const push = posted.push.bind(posted);
    posted.push = (...messages) => {
      for (const message of messages) {
        if (message.type !== 'request') continue;
        const { id, request } = message;
        void (async () => {
          // What the test exposed has no type in the page.
          const given = await Reflect.get(window, 'answerRequest')(request);
          if (given) window.postMessage({ type: 'answer', query: Reflect.get(Object(request), 'query'), answer: given }, '*'); // prettier-ignore
          window.postMessage({ type: 'reply', id }, '*');
        })();
      }
      return push(...messages);
    };
  });
}
