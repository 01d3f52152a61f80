import { minuteSeconds, type LiveModel, type LiveUpdate } from '../../../server/protocol/liveModel';

/** The model with what a moment adds; a moment that it holds already changes nothing. */
export function applyUpdate(model: LiveModel, update: LiveUpdate): LiveModel {
  const { point, whole, ...others } = update;
  const newest = model.minute.at(-1)?.elapsedSeconds ?? -1;
  if (point.elapsedSeconds <= newest) return model;
  const oldest = point.elapsedSeconds - minuteSeconds;
  const kept = model.minute.filter(({ elapsedSeconds }) => elapsedSeconds > oldest);
  return {
    ...model,
    minute: [...kept, point],
    whole: [...model.whole.slice(0, whole.from), ...whole.points],
    ...others,
  };
}
