import type { ComparisonModel } from '../../../server/protocol/comparisonModel';
import type { AxisLook } from '../common/curves/axisPlace';
import {
  readSavedAxis,
  readSavedCurves,
  type CurvesActions,
  type CurvesState,
  type SavedCurves,
} from '../common/curves/curvesState';
import { savedField } from '../common/savedField';

/** Everything that decides what the panel shows. */
export type PanelState = CurvesState<ComparisonModel, AxisLook>;

/** What a person can do in the panel. */
export interface PanelActions extends CurvesActions {
  export(format: 'csv' | 'json'): void;
  compareAgain(): void;
}

/** What survives hiding and reloading the panel. */
export type SavedState = SavedCurves<AxisLook>;

/** Reads what an earlier panel saved; anything unexpected is as if nothing had been saved. */
export function readSavedState(value: unknown): SavedState {
  const look = savedField(value, 'look');
  return {
    ...readSavedCurves(value),
    // Explorers differ by orders of magnitude.
    look: { axis: readSavedAxis(look), log: savedField(look, 'log') !== false },
  };
}
