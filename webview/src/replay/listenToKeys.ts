import type { PanelActions, PanelState } from './panelState';
import { commandOf, movedBy, type KeyCommand } from './scrubKeys';

/** Listens to the page's keys: they move the playhead, go to events, zoom, pan and play. */
export function listenToKeys(state: () => PanelState, actions: PanelActions): void {
  const runs: Readonly<Record<KeyCommand, () => void>> = {
    next: () => actions.goToEvent('next'),
    previous: () => actions.goToEvent('previous'),
    zoomIn: () => actions.zoom(0.5),
    zoomOut: () => actions.zoom(2),
    fit: () => actions.fit(),
    earlier: () => actions.pan(-0.5),
    later: () => actions.pan(0.5),
    play: () => actions.togglePlay(),
  };
  document.addEventListener('keydown', (event) => {
    const { model, position } = state();
    const { target, key } = event;
    if (!model || event.defaultPrevented || event.altKey || event.metaKey || event.ctrlKey) return;
    if (!(target instanceof Element) || target.closest('select, input, .table-scroll')) return;
    const isPlayhead = target.closest('.charts') !== null;
    // Elsewhere keys that scroll a page go on doing that.
    const moves = isPlayhead || /^Arrow(?:Left|Right)$/.test(key);
    const isFree = !target.closest('button, .lanes-frame');
    const moved = moves && isFree ? movedBy(event, position, model) : null;
    const command = isPlayhead && key === ' ' ? 'play' : commandOf(event);
    if (moved === null && command === null) return;
    event.preventDefault();
    if (moved !== null) actions.moveTo(moved);
    else if (command !== null) runs[command]();
  });
}
