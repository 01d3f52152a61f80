import type { ReplayPanelRequest } from '../../../server/protocol/panelMessages';
import type { ReplayQuery } from '../../../server/protocol/replayModel';
import { latestOnly } from '../common/latestOnly';
import { asked } from './axisWindow';
import type { PanelState } from './panelState';
import { tableColumns } from './chartsTable';

/**
 * Asks the host about the replay: of each kind of question only the newest, while one is under way.
 */
export class Asker {
  private readonly lanes = new Map<ReplayQuery['kind'], (query: ReplayQuery) => void>();

  /** @param request resolves when the answer has come. */
  constructor(private readonly request: (request: ReplayPanelRequest) => Promise<void>) {}

  /** Asks for the stretch in sight, in columns of a pixel, or in the rows of the table. */
  askWindow({ model, window, asTable }: PanelState, pixels: number): void {
    if (!model || !(model.end > 0)) return;
    this.ask({ kind: 'window', window: asked(window, asTable ? tableColumns : pixels, model) });
  }

  ask(query: ReplayQuery): void {
    let lane = this.lanes.get(query.kind);
    if (!lane) {
      lane = latestOnly((newest: ReplayQuery) => this.request({ kind: 'ask', query: newest }));
      this.lanes.set(query.kind, lane);
    }
    lane(query);
  }
}
