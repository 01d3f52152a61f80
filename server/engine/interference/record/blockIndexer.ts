import type {
  ConfigurationEvent,
  IndexedBlock,
  InterferenceEvent,
  RecordedStages,
  ReplayHeader,
  SamplesEvent,
} from '../../../protocol/replayRecord';
import { BlockBands } from './blockBands';
import { PolicyState, sameStages, type ReplayEvent } from './policyState';

/** A block of which not all lines were seen. */
interface OpenBlock {
  offset: number;
  readonly stages: RecordedStages;
  readonly cause: ConfigurationEvent['cause'];
  readonly stoodBy: RecordedStages;
  readonly lastSwitch: number | null;
  readonly active: readonly InterferenceEvent[];
  readonly begun: number;
  readonly bands: BlockBands;
  events: number;
  detections: number;
  trials: number;
  switches: number;
}

/** What is known of one policy between its lines. */
interface PolicyIndex {
  readonly state: PolicyState;
  /** The configuration that a reader of the blocks before knows to serve. */
  known: RecordedStages;
  /** Episodes that have begun. */
  episodes: number;
  /** Query after the last sample. */
  queries: number;
  open: OpenBlock | null;
}

/** Makes the index of a replay from its lines in order, while they are written or where they are read. */
export class BlockIndexer {
  readonly blocks: IndexedBlock[] = [];
  /** About how many bytes the blocks so far have in the index. */
  bytes = 0;
  /** Episodes of all policies that have begun and not ended. */
  active = 0;
  private readonly policies: readonly PolicyIndex[];
  private readonly placeOf: ReadonlyMap<string, number>;

  constructor(private readonly header: ReplayHeader) {
    this.policies = header.policies.map(() => ({
      state: new PolicyState(),
      known: [],
      episodes: 0,
      queries: 0,
      open: null,
    }));
    this.placeOf = new Map(header.system.places.map(({ name }, index) => [name, index]));
  }

  /** Queries of a policy so far. */
  queriesOf(policy: number): number {
    return this.policies[policy]?.queries ?? 0;
  }

  /** Takes an event. @returns whether it is a switch. @param offset of its line in bytes. */
  event(event: ReplayEvent, offset: number): boolean {
    const policy = this.policies[event.policy];
    if (policy === undefined) return false;
    const block = (policy.open ??= this.begin(policy, offset));
    const before = policy.state.active.size;
    const switches = policy.state.apply(event);
    this.active += policy.state.active.size - before;
    block.events += 1;
    if (switches) block.switches += 1;
    if (event.event === 'detection') block.detections += 1;
    if (event.event === 'configuration' && event.cause === 'trial') block.trials += 1;
    if (event.event === 'interference') {
      block.bands.add(event);
      if (event.state === 'begin') policy.episodes += 1;
    }
    return switches;
  }

  /** Takes samples, which close a block. @param end of their line in bytes. */
  samples(samples: SamplesEvent, offset: number, end: number): void {
    const policy = this.policies[samples.policy];
    if (policy === undefined) return;
    const open = policy.open ?? this.begin(policy, offset);
    const { bands, stages, stoodBy, begun, ...rest } = open;
    const block: IndexedBlock = {
      policy: samples.policy,
      query: samples.query,
      seconds: samples.seconds,
      count: samples.count,
      endSeconds: samples.endSeconds,
      latency: samples.latency,
      violations: samples.violations,
      stageSeconds: samples.stageSeconds,
      ...rest,
      bytes: end - open.offset,
      episodes: begun,
      ...(!sameStages(stages, policy.known) && { stages }),
      ...(open.cause === 'trial' && { stoodBy }),
      bands: bands.indexed(),
    };
    this.blocks.push(block);
    this.bytes += indexedBytes(block);
    policy.known = stages;
    policy.queries = samples.query + samples.count;
    policy.open = null;
  }

  /** Leaves out what was between: blocks of which not all lines were seen begin here. */
  skipTo(offset: number): void {
    for (const { open } of this.policies) if (open !== null) open.offset = offset;
  }

  private begin({ state, episodes }: PolicyIndex, offset: number): OpenBlock {
    const active = [...state.active.values()];
    return {
      offset,
      stages: state.stages,
      cause: state.cause,
      stoodBy: state.stoodBy,
      lastSwitch: state.lastSwitch,
      active,
      begun: episodes,
      bands: new BlockBands(this.placeOf, this.header.axis, active),
      events: 0,
      detections: 0,
      trials: 0,
      switches: 0,
    };
  }
}

/** About as many bytes as a block has in the index: of keys and numbers, and of each list's entries. */
function indexedBytes(block: IndexedBlock): number {
  const { stages = [], stoodBy = [], stageSeconds, active, bands } = block;
  let bytes = 600 + 40 * (stages.length + stoodBy.length) + 20 * stageSeconds.length;
  for (const { name, place } of active) bytes += 180 + name.length + place.length;
  for (const [, , , , words] of bands) bytes += 60 + words.length;
  return bytes;
}
