import type * as vscode from 'vscode';
import { defaultLoad, type LiveLoad } from '../../../server/protocol/liveModel';

const key = 'run:load';

/** The load that a person asked for last; remembered in the workspace. */
export class LoadMemory {
  constructor(private readonly memory: vscode.Memento) {}

  get load(): LiveLoad {
    return { ...defaultLoad, ...this.memory.get<Partial<LiveLoad>>(key) };
  }

  async remember(load: LiveLoad): Promise<void> {
    await this.memory.update(key, load);
  }
}
