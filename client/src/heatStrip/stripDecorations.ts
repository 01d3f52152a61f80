import * as vscode from 'vscode';
import { ids } from '../ids';
import { levelShares } from './heatLevels';

/** The strip of a level of weight. Warmth is told by breadth, and so without colours too. */
export function weightDecoration(level: number): vscode.TextEditorDecorationType {
  const color = new vscode.ThemeColor(ids.heatColor);
  const isWarm = level >= levelShares.length - 2;
  return vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    borderStyle: 'solid',
    borderColor: color,
    borderWidth: `0 0 0 ${level + 1}px`,
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
    ...(isWarm && {
      overviewRulerColor: color,
      overviewRulerLane: vscode.OverviewRulerLane.Left,
    }),
  });
}

/** The strip of a level of measured time: in the margin, so that both can be compared line by line. */
export function measuredDecoration(level: number): vscode.TextEditorDecorationType {
  return vscode.window.createTextEditorDecorationType({
    gutterIconSize: 'contain',
    // Margins take pictures, and pictures no colours of the theme.
    dark: { gutterIconPath: bar(level, '#4fb8a8') },
    light: { gutterIconPath: bar(level, '#0f766a') },
  });
}

/** A bar at the right end of the margin, as high as the line and broader with each level. */
function bar(level: number, color: string): vscode.Uri {
  const width = 2 * (level + 1);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" preserveAspectRatio="none"><rect x="${16 - width}" width="${width}" height="16" fill="${color}"/></svg>`;
  return vscode.Uri.parse(`data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`);
}
