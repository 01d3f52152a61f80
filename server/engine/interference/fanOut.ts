import type { ReplaySink } from './replaySink';

/** A sink that tells several, in order. */
export function fanOut(sinks: readonly ReplaySink[]): ReplaySink {
  return {
    interference: (...told) => sinks.forEach((sink) => sink.interference(...told)),
    detection: (...told) => sinks.forEach((sink) => sink.detection(...told)),
    configuration: (...told) => sinks.forEach((sink) => sink.configuration(...told)),
    served: (...told) => sinks.forEach((sink) => sink.served(...told)),
  };
}
