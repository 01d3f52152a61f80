import type { ReplayWindow } from '../../../server/protocol/replayModel';
import { formatSeconds, formatThroughput } from '../common/formatNumbers';
import { shareOf } from './axisWindow';
import { positionWords } from './momentWords';
import type { PanelState } from './panelState';
import type { ReplayLayout } from './shapes';

/**
 * Puts the playhead where it belongs and says what is known there: a few properties and words, so that
 * it follows every frame however long the replay is.
 */
export function placePlayhead(
  root: HTMLElement,
  { model, told, window, position }: PanelState,
  layout: ReplayLayout | null,
): void {
  if (!model) return;
  const words = positionWords(model, position);
  setText(root.querySelector('.position'), words);
  for (const readout of root.querySelectorAll<HTMLElement>('.readout')) {
    setText(readout, told === null ? '' : readoutWords(told, Number(readout.dataset['policy']), position)); // prettier-ignore
  }
  const playhead = root.querySelector<HTMLElement>('.playhead');
  if (!playhead || !layout) return;
  const share = shareOf(window, position);
  const isOutside = share < 0 || share > 1;
  playhead.classList.toggle('outside', isOutside);
  const x = layout.plot.x + Math.max(0, Math.min(1, share)) * layout.plot.width;
  playhead.style.transform = `translateX(${Math.round(x * 2) / 2}px)`;
  const height = `${layout.plot.bottom}px`;
  if (playhead.style.height !== height) playhead.style.height = height;
  playhead.setAttribute('aria-valuenow', String(position));
  playhead.setAttribute('aria-valuetext', words);
}

/** What a policy's curves say of a position: `158 /s · p99 27 ms`. */
function readoutWords(told: ReplayWindow, policy: number, position: number): string {
  const { from, to, columns, curves } = told;
  const column = Math.min(columns - 1, Math.floor(((position - from) / (to - from)) * columns));
  const rate = curves[policy]?.throughput[column] ?? null;
  const tail = curves[policy]?.latencyP99[column] ?? null;
  if (rate === null && tail === null) return '–';
  return [
    rate === null ? '' : formatThroughput(rate),
    tail === null ? '' : `p99 ${formatSeconds(tail)}`,
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

function setText(element: Element | null, words: string): void {
  // Text that stays is not laid out again.
  if (element && element.textContent !== words) element.textContent = words;
}
