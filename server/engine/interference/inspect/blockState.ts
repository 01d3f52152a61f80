import { PolicyState } from '../record/policyState';
import type { ReplayBlock } from './replaySource';

/** A policy's state before the first event of a block; events bring it to any query of it. */
export function blockState(block: ReplayBlock): PolicyState {
  const state = new PolicyState();
  state.stages = block.stages;
  state.cause = block.cause;
  state.stoodBy = block.cause === 'trial' ? block.stoodBy : block.stages;
  state.lastSwitch = block.lastSwitch;
  for (const event of block.active) state.active.set(event.episode, event);
  return state;
}
