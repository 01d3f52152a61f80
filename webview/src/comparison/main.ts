import { ComparisonPanel } from './panel';

const root =
  document.getElementById('app') ?? document.body.appendChild(document.createElement('div'));
new ComparisonPanel(root, acquireVsCodeApi()).start();
