import type { ByteSource } from '../../src/adapters/onnx/read/byteSource';
import { WireReader, type Span } from '../../src/adapters/onnx/read/wireReader';

/** Where the parts of an ONNX model stand in its bytes, so that they can be copied unread. */
export interface ModelParts {
  /** Fields of the model beside its graph: versions, operator sets, functions. */
  readonly head: readonly Span[];
  /** A part for each node, in the file's order. */
  readonly nodes: readonly Span[];
  readonly initializers: ReadonlyMap<string, InitializerPart>;
}

/** Where a weight stands, and where its values are if they are in another file. */
export interface InitializerPart {
  /** Field of the graph: 5, or 15 for a sparse one. */
  readonly field: number;
  readonly span: Span;
  /** Absent where the values are in the model. */
  readonly external?: ExternalData;
  /** Absent where the values are not in the model as raw data. */
  readonly raw?: RawData;
}

/** Values in the model, as they lie in memory. */
export interface RawData {
  readonly span: Span;
  readonly name: string;
  readonly elementType: number;
  readonly dims: readonly number[];
}

/** Values in a file beside the model. */
export interface ExternalData {
  readonly location: string;
  readonly offset: number;
  /** Absent: up to the file's end. */
  readonly length?: number;
  readonly name: string;
  readonly elementType: number;
  readonly dims: readonly number[];
}

/** Finds the parts of a model that is known to be readable. */
export function modelParts(source: ByteSource): ModelParts {
  const wire = new WireReader(source);
  const head: Span[] = [];
  const nodes: Span[] = [];
  const initializers = new Map<string, InitializerPart>();
  let graph: Span | null = null;
  let fieldStart = 0;
  wire.walk({ start: 0, end: source.size }, (field, value) => {
    if (field === 7) graph = value;
    // Versions, operator sets, functions; training and metadata mean nothing to a stage.
    else if ([1, 8, 25].includes(field)) head.push({ start: fieldStart, end: value.end });
    fieldStart = value.end;
  });
  if (graph === null) return { head, nodes, initializers };
  wire.walk(graph, (field, value) => {
    if (field === 1) nodes.push(value);
    if (field === 5) initializers.set(...initializerPart(wire, value));
    if (field === 15) initializers.set(sparseName(wire, value), { field, span: value });
  });
  return { head, nodes, initializers };
}

/** A sparse weight is named as its values are. */
function sparseName(wire: WireReader, span: Span): string {
  let name = '';
  wire.walk(span, (field, values) => {
    if (field === 1) [name] = initializerPart(wire, values);
  });
  return name;
}

function initializerPart(wire: WireReader, span: Span): [name: string, part: InitializerPart] {
  let name = '';
  let elementType = 0;
  let isExternal = false;
  let rawSpan: Span | null = null;
  const dims: number[] = [];
  const entries = new Map<string, string>();
  wire.walk(span, (field) => {
    if (field === 1) dims.push(...wire.integers(4096));
    else if (field === 2) elementType = wire.integer();
    else if (field === 8) name = wire.text();
    else if (field === 9) rawSpan = wire.span();
    else if (field === 13) {
      let key = '';
      let value = '';
      wire.walk(wire.span(), (part) => {
        if (part === 1) key = wire.text();
        if (part === 2) value = wire.text();
      });
      entries.set(key, value);
    } else if (field === 14) isExternal = wire.integer() === 1;
  });
  const part = { field: 5, span };
  if (!isExternal) {
    if (rawSpan === null) return [name, part];
    return [name, { ...part, raw: { span: rawSpan, name, elementType, dims } }];
  }
  const length = entries.get('length');
  const external = {
    location: entries.get('location') ?? '',
    offset: Number(entries.get('offset') ?? 0),
    ...(length !== undefined && { length: Number(length) }),
    name,
    elementType,
    dims,
  };
  return [name, { ...part, external }];
}
