import { ReplayPanel } from './panel';

const root =
  document.getElementById('app') ?? document.body.appendChild(document.createElement('div'));
new ReplayPanel(root, acquireVsCodeApi()).start();
