import type { Panel } from './panelHost';

/** Runs in the page: by how many pixels it is wider than its window. */
export function overflow({ page }: Panel): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
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

/** Contrast with the page of every element that a selector finds, by WCAG 2: 1…21. */
export async function contrasts({ page }: Panel, selector: string): Promise<number[]> {
  const pairs = await page.evaluate((wanted) => {
    const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    const rgb = (color: string): number[] => {
      if (!context) return [];
      context.fillStyle = color;
      context.fillRect(0, 0, 1, 1);
      return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
    };
    const paper = rgb(getComputedStyle(document.body).backgroundColor);
    return [...document.querySelectorAll(wanted)].map((element) => {
      const style = getComputedStyle(element);
      return [rgb(element instanceof SVGElement ? style.fill : style.color), paper];
    });
  }, selector);
  return pairs.map(([ink = [], paper = []]) => {
    const [light = 0, dark = 0] = [luminance(ink), luminance(paper)].sort((x, y) => y - x);
    return (light + 0.05) / (dark + 0.05);
  });
}

function luminance(color: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = color.map((channel) => {
    const share = channel / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
