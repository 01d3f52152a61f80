import type { VsCodeApi } from './hostClient';

/** A panel that draws itself into an element of its page. */
type PanelOfPage = new (root: HTMLElement, api: VsCodeApi) => { start(): void };

/** Starts a panel in the page that the host has made for it. */
export function startPanel(Panel: PanelOfPage): void {
  const root =
    document.getElementById('app') ?? document.body.appendChild(document.createElement('div'));
  new Panel(root, acquireVsCodeApi()).start();
}
