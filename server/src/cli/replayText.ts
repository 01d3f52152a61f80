import {
  formatQuality,
  formatSeconds,
  formatThroughput,
  groupedCount,
} from '../../engine/core/units';
import type { ReplayEpisode, ReplayModel } from '../../protocol/replayModel';
import type { ReplayTaskOutcome } from '../workers/replayTask';
import { plainText } from './plainText';
import { tableText, type Column } from './table';
import type { Terminal } from './terminal';

type Recorded = Extract<ReplayTaskOutcome, { status: 'recorded' }>;

/** Episodes that are told one by one; of more, their number. */
const fewEpisodes = 10;

/** A replay as text: a row for each policy, and where they are few, for each episode. */
export function replayText(
  { header, summaries, model, episodes }: Recorded,
  terminal: Terminal,
): string {
  const { colors, unicode } = terminal;
  const plain = (text: string) => plainText(text, unicode);
  const rows = summaries.map((one) => [
    header.policies[one.policy]?.title ?? '',
    formatThroughput(one.throughput),
    one.shareOfBound === null ? '–' : formatQuality(one.shareOfBound),
    formatSeconds(one.latency.p50),
    formatSeconds(one.latency.p99),
    groupedCount(one.violations),
    groupedCount(one.detections),
    groupedCount(one.trials),
    groupedCount(one.rebalancingQueries),
  ]);
  const slo = header.sloSeconds === null ? '' : ` · SLO ${formatSeconds(header.sloSeconds)}`;
  const parts = [
    `${colors.bold(plain(model.title))}\n${plain(`${model.subtitle}${slo} · ${formatThroughput(header.quietThroughput)} without interference`)}\n`,
    tableText(policyColumns, rows, terminal),
    episodesText(model, episodes, terminal),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

const policyColumns: readonly Column[] = [
  { title: 'policy' },
  ...['throughput', 'of bound', 'p50', 'p99', 'over SLO', 'detected', 'trials', 'rebalancing'].map(
    (title) => ({ title, numeric: true }),
  ),
];

function episodesText(
  { episodes: count, policies, axis }: ReplayModel,
  episodes: readonly ReplayEpisode[],
  terminal: Terminal,
): string {
  if (count === 0) return 'No interference fell into these queries.\n';
  if (count > fewEpisodes) return `${groupedCount(count)} episodes of interference.\n`;
  const position = (value: number) =>
    axis === 'queries' ? groupedCount(value) : formatSeconds(value);
  const shown = policies.map((policy, index) => ({ policy, index })).filter(({ policy }) => !policy.isBound); // prettier-ignore
  const rows = episodes.flatMap((episode) => {
    const { from, to, place, words } = episode;
    const lasts = `${position(from)} – ${to === null ? 'end' : position(to)}`;
    return shown.map(({ policy, index }, row) => {
      const cells = episode.policies[index];
      const first = row === 0 ? [lasts, `${place} ${words}`] : ['', ''];
      const after = (queries: number | null | undefined) =>
        queries === null || queries === undefined ? '–' : groupedCount(queries);
      const recovered = cells?.recovered ?? null;
      return [
        ...first,
        policy.title,
        after(cells?.detectedAfter),
        groupedCount(cells?.trials ?? 0),
        after(cells?.settledAfter),
        groupedCount(cells?.overSlo ?? 0),
        recovered === null ? '–' : formatQuality(recovered),
      ];
    });
  });
  return tableText(episodeColumns, rows, terminal);
}

const episodeColumns: readonly Column[] = [
  { title: 'from – to' },
  { title: 'interference' },
  { title: 'policy' },
  ...['detected after', 'trials', 'settled after', 'over SLO', 'of bound'].map((title) => ({
    title,
    numeric: true,
  })),
];
