import { LayersPanel } from './panel';

const root =
  document.getElementById('app') ?? document.body.appendChild(document.createElement('div'));
new LayersPanel(root, acquireVsCodeApi()).start();
