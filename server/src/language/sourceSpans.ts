import type { Network } from '../../engine/network/network';
import type { DataPath } from '../../protocol/problem';
import type { SourceSpan } from '../../protocol/layersModel';
import type { Analysis } from './analysis';
import { findPlace, offsetsOf } from './yamlTree';

interface Growing {
  readonly line: number;
  readonly endLine: number;
  readonly layers: Set<number>;
  weight: number;
}

/**
 * Which lines make which layers: where compute operators are declared, the template uses that they
 * come from, and what is folded into them. `network` may be of an earlier version of the text.
 */
export function sourceSpans(analysis: Analysis, network: Network | null): SourceSpan[] {
  if (network === null) return [];
  const spans = new SpanCollector(analysis);
  const uses = templateUses(analysis.file.data);
  network.layers.forEach((layer, index) => {
    spans.add(layer.path, index, layer.weight);
    const use = uses.of(layer.name);
    if (use !== null) spans.add(use, index, layer.weight);
    for (const node of layer.nodes) {
      const path = network.graph.nodes[node]?.path;
      if (path && path !== layer.path) spans.add(path, index, 0);
    }
  });
  const total = network.layers.reduce((sum, layer) => sum + layer.weight, 0);
  return spans.all().map(({ layers, weight, ...lines }) => ({
    ...lines,
    layers: [...layers],
    share: total > 0 ? weight / total : 0,
  }));
}

/** Spans by the path that they belong to: many layers share a template's lines. */
class SpanCollector {
  private readonly byPath = new Map<string, Growing | null>();

  constructor(private readonly analysis: Analysis) {}

  add(path: DataPath, layer: number, weight: number): void {
    const key = path.join('\0');
    let span = this.byPath.get(key);
    if (span === undefined) {
      span = this.lines(path);
      this.byPath.set(key, span);
    }
    if (span === null) return;
    span.layers.add(layer);
    span.weight += weight;
  }

  all(): Growing[] {
    const spans = [...this.byPath.values()].filter((span) => span !== null);
    return spans.sort((a, b) => a.line - b.line || b.endLine - a.endLine);
  }

  /** All lines of a mapping; null for a place that the text no longer has. */
  private lines(path: DataPath): Growing | null {
    const { file } = this.analysis;
    const place = findPlace(file.root, path, new Map());
    const offsets = place.exact ? offsetsOf(place.node) : null;
    if (offsets === null) return null;
    // A block's text may end with the line break after it.
    const end = offsets[0] + file.text.slice(offsets[0], offsets[1]).trimEnd().length;
    const range = file.rangeOf([offsets[0], end]);
    return { line: range.start.line, endLine: range.end.line, layers: new Set(), weight: 0 };
  }
}

/** Finds the entry of the top `layers:` that a layer's name begins with: `c3` for `c3_2.reduce`. */
function templateUses(data: unknown): { of(layer: string): DataPath | null } {
  const entries: unknown = isRecord(data) ? data['layers'] : null;
  const byName = new Map<string, number>();
  if (Array.isArray(entries)) {
    entries.forEach((entry: unknown, index) => {
      if (isRecord(entry) && typeof entry['name'] === 'string' && 'use' in entry) {
        byName.set(entry['name'], index);
      }
    });
  }
  return {
    of(layer) {
      const [first = ''] = layer.split('.', 1);
      const index = byName.get(first) ?? byName.get(first.replace(/_\d+$/, ''));
      return index === undefined ? null : ['layers', index];
    },
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
