import { entryText } from './snippets';
import type { Suggestion } from './suggestions';

/** A whole scenario, for an empty file. */
export const scenarioSnippet: Suggestion = {
  label: 'scenario',
  kind: 'snippet',
  detail: 'a new scenario of interference',
  insert:
    'interference: ${1:scenario}\nepisodes:\n  - { place: ${2:all}, stress: ${3:mem-4}, from: ${4:1000}, to: ${5:2000} }\n',
  isSnippet: true,
};

/** An episode, in the style of its neighbours. */
export function episodeSnippet(flow: boolean, place: string): Suggestion {
  return {
    label: 'episode',
    kind: 'snippet',
    detail: 'slows a place from here to there',
    insert: entryText({ flow }, [
      ['place', `\${1:${place}}`],
      ['stress', '${2:mem-4}'],
      ['from', '${3:1000}'],
      ['to', '${4:2000}'],
    ]),
    isSnippet: true,
  };
}

/** An entry of `random`, in the style of its neighbours. */
export function randomSnippet(flow: boolean): Suggestion {
  return {
    label: 'random interference',
    kind: 'snippet',
    detail: 'drawn anew each period',
    insert: entryText({ flow }, [
      ['place', '${1:any}'],
      ['stress', '${2:any}'],
      ['period', '${3:1000}'],
      ['duration', '${4:100}'],
    ]),
    isSnippet: true,
  };
}
