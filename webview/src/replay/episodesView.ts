import { html, nothing, type TemplateResult } from 'lit';
import type {
  ReplayEpisode,
  ReplayEpisodePolicy,
  ReplayModel,
} from '../../../server/protocol/replayModel';
import { singleLine } from '../common/fitText';
import { formatQuality, formatSeconds, formatWhole } from '../common/formatNumbers';
import { place } from '../common/place';
import { rowsInSight } from './episodeRows';
import type { PanelActions, PanelState } from './panelState';

/** Height of a row in pixels; its style sheet agrees. */
export const episodeHeight = 26;
/** Rows that the table's frame shows at once. */
export const episodesInFrame = 10;

/** The table of episodes: only the rows in sight are there, and a click or Enter goes to one. */
export function episodesView(
  state: PanelState,
  model: ReplayModel,
  scrollTop: number,
  actions: PanelActions,
): TemplateResult {
  const title = html`<h2 id="episodes-title">
    Episodes of interference <span class="quiet">${formatWhole(model.episodes)}</span>
  </h2>`;
  if (model.episodes === 0) {
    return html`<section aria-labelledby="episodes-title">
      ${title}
      <p class="quiet">Nothing interferes in this replay.</p>
    </section>`;
  }
  const rows = rowsInSight(
    model.episodes,
    episodeHeight,
    state.firstEpisode,
    scrollTop,
    episodesInFrame,
  );
  const others = otherPolicies(state, model);
  const columns = 8 + others.length;
  const spacer = (height: number): TemplateResult | typeof nothing =>
    height > 0
      ? html`<tr class="spacer" aria-hidden="true" ${place({ height })}>
          <td colspan=${columns} ${place({ height })}></td>
        </tr>`
      : nothing;
  const indices = Array.from({ length: rows.end - rows.first }, (_, row) => rows.first + row);
  const name = singleLine(model.policies[state.chosen]?.title ?? '', 40);
  return html`<section aria-labelledby="episodes-title">
    ${title}
    <div
      class="table-scroll episodes-frame"
      @scroll=${() => actions.scrollEpisodes()}
      role="region"
      aria-labelledby="episodes-title"
    >
      <table class="episodes" aria-rowcount=${model.episodes + 1}>
        <caption class="visually-hidden">
          What
          <bdi>${name}</bdi>
          did about each episode. Enter goes to it.
        </caption>
        <thead>
          <tr aria-rowindex="1">
            ${headings(model, name).map(
              ([words, kind]) => html`<th scope="col" class=${kind}>${words}</th>`,
            )}
            ${others.map(
              ({ title: other }) =>
                html`<th
                  scope="col"
                  class="number"
                  title=${`Recovered to the bound: ${singleLine(other, 80)}`}
                >
                  <bdi>${singleLine(other, 24)}</bdi>
                </th>`,
            )}
          </tr>
        </thead>
        <tbody @keydown=${(event: KeyboardEvent) => rowKey(event, state, model, actions)}>
          ${spacer(rows.above)} ${indices.map((index) => row(state, model, index, others, actions))}
          ${spacer(rows.below)}
        </tbody>
      </table>
    </div>
  </section>`;
}

function headings(
  { axis }: ReplayModel,
  name: string,
): [words: string | TemplateResult, kind: string][] {
  const unit = axis === 'queries' ? 'from – to, query' : 'from – to';
  return [
    ['#', 'number'],
    [unit, 'number'],
    ['place and kind', ''],
    ['detected after', 'number'],
    ['trials', 'number'],
    ['settled after', 'number'],
    ['over SLO', 'number'],
    [html`recovered to bound, <bdi>${singleLine(name, 24)}</bdi>`, 'number'],
  ];
}

function otherPolicies(
  { chosen }: PanelState,
  { policies }: ReplayModel,
): { readonly policy: number; readonly title: string }[] {
  return policies.flatMap(({ title, isBound }, policy) =>
    policy === chosen || isBound ? [] : [{ policy, title }],
  );
}

function row(
  state: PanelState,
  model: ReplayModel,
  index: number,
  others: readonly { readonly policy: number }[],
  actions: PanelActions,
): TemplateResult {
  const episode = state.episodes.get(index);
  const isHere = episode !== undefined && holds(episode, state.position);
  const did = episode?.policies[state.chosen];
  const cells = episode === undefined ? null : [...didCells(did), ...others.map(({ policy }) => recovered(episode.policies[policy]))]; // prettier-ignore
  return html`<tr
    data-episode=${index}
    tabindex=${index === state.activeEpisode ? '0' : '-1'}
    aria-rowindex=${index + 2}
    aria-current=${isHere ? 'true' : 'false'}
    @click=${() => actions.goToEpisode(index)}
  >
    <th scope="row" class="number">${formatWhole(index + 1)}</th>
    ${
      cells === null
        ? html`<td colspan=${7 + others.length} class="quiet">…</td>`
        : html`<td class="number">${fromTo(model, episode)}</td>
            <td>
              <bdi>${singleLine(episode?.place ?? '', 40)}</bdi>
              <bdi>${singleLine(episode?.words ?? '', 60)}</bdi>
            </td>
            ${cells.map((words) => html`<td class="number">${words}</td>`)}`
    }
  </tr>`;
}

function didCells(did: ReplayEpisodePolicy | undefined): string[] {
  if (!did) return ['–', '–', '–', '–', '–'];
  return [
    did.detectedAfter === null ? 'not noticed' : queries(did.detectedAfter),
    formatWhole(did.trials),
    did.settledAfter === null ? '–' : queries(did.settledAfter),
    formatWhole(did.overSlo),
    recovered(did),
  ];
}

function recovered(did: ReplayEpisodePolicy | undefined): string {
  return did?.recovered === undefined || did.recovered === null
    ? '–'
    : formatQuality(did.recovered);
}

function queries(count: number): string {
  return `${formatWhole(count)} ${count === 1 ? 'query' : 'queries'}`;
}

function fromTo({ axis }: ReplayModel, episode: ReplayEpisode | undefined): string {
  if (!episode) return '';
  const write = axis === 'queries' ? formatWhole : formatSeconds;
  return `${write(episode.from)} – ${episode.to === null ? 'end' : write(episode.to)}`;
}

/** True where an episode lasts at a position. */
function holds({ from, to }: ReplayEpisode, position: number): boolean {
  return position >= from && (to === null || position < to);
}

function rowKey(
  event: KeyboardEvent,
  { activeEpisode }: PanelState,
  { episodes }: ReplayModel,
  actions: PanelActions,
): void {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === 'Enter' || event.key === ' ') {
    event.preventDefault();
    event.stopPropagation();
    return actions.goToEpisode(activeEpisode);
  }
  const moved: Readonly<Record<string, number>> = {
    ArrowDown: activeEpisode + 1,
    ArrowUp: activeEpisode - 1,
    PageDown: activeEpisode + episodesInFrame,
    PageUp: activeEpisode - episodesInFrame,
    Home: 0,
    End: episodes - 1,
  };
  const next = moved[event.key];
  if (next === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  actions.focusEpisode(Math.max(0, Math.min(episodes - 1, next)));
}
