import type { LiveModel, LiveState } from '../../../server/protocol/liveModel';

/** Where a run stands, in a few words. */
export const stateWords: Readonly<Record<LiveState, string>> = {
  starting: 'Starting: the stages are made ready',
  running: 'Running',
  stopping: 'Stopping: the last queries leave',
  done: 'Done',
  stopped: 'Stopped',
  failed: 'Failed',
};

/** True while a run can be stopped. */
export function isUnderWay(model: LiveModel | null): boolean {
  return model !== null && ['starting', 'running', 'stopping'].includes(model.state);
}
