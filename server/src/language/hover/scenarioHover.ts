import { slowdownText } from '../../../engine/interference/scenario/slowdownText';
import { stressLevel } from '../../../engine/interference/stressLevels';
import { namedPlaces } from '../../../engine/platform/namedPlaces';
import { everyPlace } from '../../../engine/interference/scenario/scenarioPlaces';
import type { Analysis } from '../analysis';
import { episodeTimes, randomTimes, strengthText } from '../scenarioWords';
import { scalarAt, type Help } from './keyHover';
import { code, more, paragraphs, table } from './markdown';

/** Names that a list shows. */
const mostNames = 8;

/** What an entry of a scenario does, or what a stress level is; null where neither stands. */
export function scenarioHelpAt(analysis: Analysis, offset: number): Help | null {
  const found = scalarAt(analysis.file.root, offset);
  if (found === null || found.isKey) return null;
  const { path, text, offsets } = found;
  const [list, index, key] = path;
  if ((list !== 'episodes' && list !== 'random') || typeof index !== 'number') return null;
  const level = key === 'stress' ? levelHelp(text) : '';
  const markdown = level === '' ? entryHelp(analysis, list, index) : level;
  return markdown === '' ? null : { markdown, offsets };
}

function levelHelp(name: string): string {
  const level = stressLevel(name);
  if (level === undefined) return '';
  return paragraphs(
    `**${code(name)}** · stress level: ${level.description}`,
    table(['Layers that', 'take longer'], [
      ['compute', `×${level.slowdown.compute}`],
      ['wait for memory', `×${level.slowdown.memory}`],
    ]),
    level.source,
  ); // prettier-ignore
}

function entryHelp(
  { scenario, scenarioPlatform }: Analysis,
  list: 'episodes' | 'random',
  index: number,
): string {
  if (scenario === null) return '';
  const { unit = 'queries' } = scenario;
  const episode = list === 'episodes' ? scenario.episodes?.[index] : undefined;
  const random = list === 'random' ? scenario.random?.[index] : undefined;
  const entry = episode ?? random;
  if (entry === undefined) return '';
  const names = [entry.place ?? everyPlace.random].flat();
  const known = scenarioPlatform === null ? null : namedPlaces(scenarioPlatform.places);
  const count = new Set(names.flatMap((name) => known?.get(name) ?? [])).size;
  const level = typeof entry.stress === 'string' ? stressLevel(entry.stress) : undefined;
  const factors = level === undefined ? '' : ` (${slowdownText(level.slowdown)})`;
  const what = episode === undefined ? 'interference that is drawn' : 'episode of interference';
  return paragraphs(
    `**${entry.name === undefined ? strengthText(entry) : code(entry.name)}** · ${what}`,
    table(['Slows', `${list === 'random' ? 'one of ' : ''}${placesText(names, count)}`], [
      ['By', strengthText(entry) + factors],
      ['When', episode ? episodeTimes(episode, unit) : random ? randomTimes(random, unit) : ''],
    ]),
    more(names.length, mostNames),
  ); // prettier-ignore
}

function placesText(names: readonly string[], count: number): string {
  const shown = names.slice(0, mostNames).map(code).join(', ');
  return count > names.length ? `${shown} (${count} places)` : shown;
}
