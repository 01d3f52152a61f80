import type { Shape } from '../../protocol/layersResult';
import type { Problem } from '../../protocol/problem';
import { fail, mostProblems, succeed, type Result } from '../core/result';
import { problem } from '../core/rules';
import { foldLayers } from './foldLayers';
import type { Graph } from './graph';
import type { Network } from './network';
import { inferShape, shapeText } from './shapes';

/** A graph with shapes, schedulable layers and cut sizes; or the operators that do not fit. */
export function buildNetwork(graph: Graph): Result<Network> {
  const inferred = inferShapes(graph);
  if (!inferred.ok) return fail(inferred.problems);
  const shapes = inferred.value;
  const { layers, cutBytes } = foldLayers(graph, shapes);
  if (layers.length === 0) {
    return fail([
      problem('no-layers', ['layers'], 'the network has no convolution or fully connected layer'),
    ]);
  }
  const network = { name: graph.name, input: graph.input, graph, shapes, layers, cutBytes };
  return succeed(network, deadNodes(graph));
}

/** Output shape of every operator; what cannot be inferred because of an earlier problem is skipped. */
function inferShapes(graph: Graph): Result<readonly Shape[]> {
  const shapes: (Shape | undefined)[] = [];
  const problems: Problem[] = [];
  for (const node of graph.nodes) {
    const inputs = node.inputs.map((i) => (i < 0 ? graph.input : shapes[i]));
    const known = inputs.filter((shape) => shape !== undefined);
    const shape = known.length === inputs.length ? inferShape(node, known) : undefined;
    if (typeof shape === 'string') {
      if (problems.length >= mostProblems) break;
      problems.push(
        problem('shape-mismatch', node.path, `${node.name} (${node.op}): ${shape}`, {
          related: sources(graph, shapes, node.inputs),
        }),
      );
    }
    shapes.push(typeof shape === 'string' ? undefined : shape);
  }
  const complete = shapes.filter((shape) => shape !== undefined);
  return problems.length > 0 ? fail(problems) : succeed(complete);
}

function sources(
  graph: Graph,
  shapes: readonly (Shape | undefined)[],
  inputs: readonly number[],
): { path: Problem['path']; message: string }[] {
  return inputs.slice(0, 10).flatMap((i) => {
    const node = graph.nodes[i];
    const shape = shapes[i];
    return node && shape
      ? [{ path: node.path, message: `${node.name} gives ${shapeText(shape)}` }]
      : [];
  });
}

function deadNodes(graph: Graph): Problem[] {
  const read = new Uint8Array(graph.nodes.length);
  for (const node of graph.nodes) for (const i of node.inputs) if (i >= 0) read[i] = 1;
  for (const i of graph.outputs) read[i] = 1;
  return graph.nodes
    .filter((_, i) => !read[i])
    .slice(0, mostProblems)
    .map(({ path, name }) => problem('dead-layer', path, `nothing reads what ${name} computes`));
}
