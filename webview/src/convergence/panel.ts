import { render } from 'lit';
import type { ConvergenceModel } from '../../../server/protocol/convergenceModel';
import type {
  ConvergenceEvent,
  ConvergencePanelRequest,
  PanelFailure,
} from '../../../server/protocol/panelMessages';
import type { AxisRange } from '../common/axisRange';
import type { CurvesPicture } from '../common/curves/curvesChart';
import { CurvesPanel } from '../common/curves/curvesPanel';
import { emptyCurves } from '../common/curves/curvesState';
import type { VsCodeApi } from '../common/hostClient';
import { convergenceCsv } from './convergenceCsv';
import { axisRange, type ConvergenceLook } from './layout';
import { readSavedState, type PanelActions, type SavedState } from './panelState';
import { runsPicture } from './runsPicture';
import { panelView } from './view';

/** Ties host, state, curves and page together; holds no knowledge of its own. */
export class ConvergencePanel
  extends CurvesPanel<
    ConvergencePanelRequest,
    ConvergenceEvent,
    ConvergenceModel,
    ConvergenceLook,
    SavedState
  >
  implements PanelActions
{
  private subject: string;

  constructor(root: HTMLElement, api: VsCodeApi) {
    const saved = readSavedState(api.getState());
    super(root, api, ['convergence'], emptyCurves(saved), saved);
    this.subject = saved.subject;
  }

  toggleShare(): void {
    this.look({ ...this.state.look, asShare: !this.state.look.asShare });
  }

  openResult(run: number): void {
    void this.ask({ kind: 'openResult', run }, 'The result cannot be opened');
  }

  chooseRuns(): void {
    void this.ask({ kind: 'chooseRuns' }, 'The runs were not changed');
  }

  saveCsv(): void {
    const { model } = this.state;
    if (!model) return;
    const text = convergenceCsv(model);
    void this.ask({ kind: 'save', format: 'csv', text }, 'The file was not saved');
  }

  protected override receive(event: ConvergenceEvent | PanelFailure): void {
    if (event.type === 'failure') return this.change({ failure: event.message });
    this.subject = event.subject;
    this.showModel(event.model);
  }

  protected override drawPage(): void {
    render(panelView(this.state, this.labels, this), this.root);
  }

  protected override axisOf(model: ConvergenceModel): AxisRange {
    return axisRange(model, this.state.look);
  }

  protected override namesOf({ runs }: ConvergenceModel): readonly { readonly label: string }[] {
    return runs;
  }

  protected override pictureOf(model: ConvergenceModel, reading: number): CurvesPicture {
    return runsPicture(model, this.state.look, reading, this.letters);
  }

  protected override toSave(): SavedState {
    const { look, asTable, reading } = this.state;
    return { subject: this.subject, look, asTable, reading, scroll: scrollY };
  }
}
