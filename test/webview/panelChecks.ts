import type { LiveUpdate } from '../../server/protocol/liveModel';
import type { Panel } from './panelHost';

/** By how many pixels the page is wider than its window, whose scroll bar is not part of it. */
export function overflow({ page }: Panel): Promise<number> {
  return page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
}

/** What a selector finds right after a message was handled, before anything that waits for a frame. */
export function atOnce({ page }: Panel, message: unknown, selector: string): Promise<number> {
  return page.evaluate(
    ([sent, wanted]) =>
      new Promise<number>((resolve) => {
        // Listeners are called in order: the panel's was there before.
        const count = (): void => resolve(document.querySelectorAll(wanted).length);
        addEventListener('message', count, { once: true });
        window.postMessage(sent, '*');
      }),
    [message, selector] as const,
  );
}

/** Milliseconds from a message's arrival until the frame that shows it is presented. */
export function firstPaint({ page }: Panel, message: unknown): Promise<number> {
  return page.evaluate(
    (sent) =>
      new Promise<number>((resolve) => {
        const start = performance.now();
        // What comes is larger than "Loading…".
        new PerformanceObserver((list) => {
          const shown = list.getEntries().find(({ startTime }) => startTime > start);
          if (shown) resolve(shown.startTime - start);
        }).observe({ type: 'largest-contentful-paint' });
        window.postMessage(sent, '*');
      }),
    message,
  );
}

/** Milliseconds from a message's arrival until the frame that shows its curve is presented. */
export function firstCurve({ page }: Panel, message: unknown): Promise<number> {
  return page.evaluate(
    (sent) =>
      new Promise<number>((resolve) => {
        const start = performance.now();
        const look = (): void => {
          const isPlaced = document.getElementById('app')?.style.getPropertyValue('--plot-left');
          if (!isPlaced) requestAnimationFrame(look);
          // What this frame shows is on the screen when the next task begins.
          else setTimeout(() => resolve(performance.now() - start));
        };
        requestAnimationFrame(look);
        window.postMessage(sent, '*');
      }),
    message,
  );
}

/** Sends a run's moments as the server tells them, one an interval, and waits so many seconds. */
export function feed(
  { page }: Panel,
  updates: readonly LiveUpdate[],
  intervalMilliseconds: number,
  seconds: number,
): Promise<void> {
  return page.evaluate(
    ([sent, interval, wanted]) =>
      new Promise<void>((resolve) => {
        let index = 0;
        const timer = setInterval(() => {
          const update = sent[index];
          index += 1;
          if (update) window.postMessage({ type: 'update', update }, '*');
          if (index * interval < wanted * 1000) return;
          clearInterval(timer);
          resolve();
        }, interval);
      }),
    [updates, intervalMilliseconds, seconds] as const,
  );
}

/** Waits until what changed has been painted. */
export async function painted({ page }: Panel): Promise<void> {
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
}
