import { ComparePanel } from './panel';

const root =
  document.getElementById('app') ?? document.body.appendChild(document.createElement('div'));
new ComparePanel(root, acquireVsCodeApi()).start();
