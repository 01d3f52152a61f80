import type { ConvergenceModel } from '../../../server/protocol/convergenceModel';
import {
  readSavedAxis,
  readSavedCurves,
  type CurvesActions,
  type CurvesState,
  type SavedCurves,
} from '../common/curves/curvesState';
import { savedField, savedFlag, savedText } from '../common/savedField';
import type { ConvergenceLook } from './layout';

/** Everything that decides what the panel shows. */
export type PanelState = CurvesState<ConvergenceModel, ConvergenceLook>;

/** What a person can do in the panel. */
export interface PanelActions extends CurvesActions {
  toggleShare(): void;
  openResult(run: number): void;
  chooseRuns(): void;
  saveCsv(): void;
}

/** What survives hiding and reloading the panel. */
export interface SavedState extends SavedCurves<ConvergenceLook> {
  /** What the panel is about, in the host's words. */
  readonly subject: string;
}

/** Reads what an earlier panel saved; anything unexpected is as if nothing had been saved. */
export function readSavedState(value: unknown): SavedState {
  const look = savedField(value, 'look');
  return {
    ...readSavedCurves(value),
    subject: savedText(value, 'subject'),
    look: {
      axis: readSavedAxis(look),
      log: savedFlag(look, 'log'),
      asShare: savedFlag(look, 'asShare'),
    },
  };
}
