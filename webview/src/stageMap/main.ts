import { StageMapPanel } from './panel';

const root =
  document.getElementById('app') ?? document.body.appendChild(document.createElement('div'));
new StageMapPanel(root, acquireVsCodeApi()).start();
