import { render } from 'lit';
import type { ComparisonModel } from '../../../server/protocol/comparisonModel';
import type {
  ComparisonEvent,
  ComparisonPanelRequest,
  PanelFailure,
} from '../../../server/protocol/panelMessages';
import type { AxisRange } from '../common/axisRange';
import type { AxisLook } from '../common/curves/axisPlace';
import type { CurvesPicture } from '../common/curves/curvesChart';
import { CurvesPanel } from '../common/curves/curvesPanel';
import { emptyCurves } from '../common/curves/curvesState';
import type { VsCodeApi } from '../common/hostClient';
import { BoxChart } from './boxChart';
import { axisRange } from './layout';
import { readSavedState, type PanelActions, type SavedState } from './panelState';
import { qualityPicture } from './qualityPicture';
import { boxedMeasures, panelView } from './view';

/** Ties host, state, charts and page together; holds no knowledge of its own. */
export class ComparisonPanel
  extends CurvesPanel<
    ComparisonPanelRequest,
    ComparisonEvent,
    ComparisonModel,
    AxisLook,
    SavedState
  >
  implements PanelActions
{
  private boxes: readonly BoxChart[] = [];

  constructor(root: HTMLElement, api: VsCodeApi) {
    const saved = readSavedState(api.getState());
    super(root, api, ['comparison'], emptyCurves(saved), saved);
  }

  export(format: 'csv' | 'json'): void {
    void this.ask({ kind: 'export', format }, 'The file was not saved');
  }

  compareAgain(): void {
    void this.ask({ kind: 'compareAgain' }, 'The explorers were not compared');
  }

  protected override receive(event: ComparisonEvent | PanelFailure): void {
    if (event.type === 'failure') this.change({ failure: event.message });
    else this.showModel(event.model);
  }

  protected override drawPage(): void {
    render(panelView(this.state, this.labels, this), this.root);
  }

  protected override drawCharts(): void {
    super.drawCharts();
    this.drawBoxes();
  }

  protected override axisOf(model: ComparisonModel): AxisRange {
    return axisRange(model, this.state.look);
  }

  protected override namesOf({
    explorers,
  }: ComparisonModel): readonly { readonly label: string }[] {
    return explorers.map(({ title }) => ({ label: title }));
  }

  protected override pictureOf(model: ComparisonModel, reading: number): CurvesPicture {
    return qualityPicture(model, this.state.look, reading, this.letters);
  }

  protected override toSave(): SavedState {
    const { look, asTable, reading } = this.state;
    return { look, asTable, reading, scroll: scrollY };
  }

  private drawBoxes(): void {
    const canvasOf = (measure: string) =>
      this.root.querySelector<HTMLCanvasElement>(`canvas[data-measure="${measure}"]`);
    const stillThere = this.boxes.every((chart, index) =>
      chart.isOn(canvasOf(boxedMeasures[index] ?? '')),
    );
    if (!stillThere) {
      for (const chart of this.boxes) chart.destroy();
      this.boxes = [];
    }
    const { model } = this.state;
    if (!model) return;
    if (this.boxes.length === 0) {
      this.boxes = boxedMeasures.flatMap((measure) => {
        const canvas = canvasOf(measure);
        return canvas === null ? [] : [new BoxChart(canvas, measure)];
      });
    }
    for (const chart of this.boxes) chart.update(model, this.letters);
  }
}
