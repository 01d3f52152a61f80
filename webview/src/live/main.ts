import { LivePanel } from './panel';

const root =
  document.getElementById('app') ?? document.body.appendChild(document.createElement('div'));
new LivePanel(root, acquireVsCodeApi()).start();
