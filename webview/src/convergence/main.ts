import { ConvergencePanel } from './panel';

const root =
  document.getElementById('app') ?? document.body.appendChild(document.createElement('div'));
new ConvergencePanel(root, acquireVsCodeApi()).start();
