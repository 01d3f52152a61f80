import { OnnxError } from '../onnxError';
import type { ByteSource } from './byteSource';
import type { OnnxAttribute, OnnxModel, OnnxNode, OnnxTensor, OnnxValueInfo } from './onnxModel';
import { readTensor } from './readTensor';
import { WireReader, type Span } from './wireReader';

/** Bounds of a model: far above real ones, low enough to answer at once. */
const most = {
  nodes: 100_000,
  initializers: 200_000,
  names: 4096,
  attributeBytes: 32_768,
} as const;

/**
 * Reads the structure of an ONNX `ModelProto` without its weights.
 * @throws OnnxError where the bytes are no model, or exceed the bounds.
 */
export function readModel(source: ByteSource): OnnxModel {
  if (source.size === 0) throw new OnnxError('onnx-malformed', 'the file is empty');
  const wire = new WireReader(source);
  let graph: Structure | undefined;
  let opset = 0;
  let producer = '';
  wire.walk({ start: 0, end: source.size }, (field) => {
    // A name that is too long to matter is no reason to refuse a model.
    if (field === 2 && wire.length() <= 64) producer = wire.text();
    if (field === 7) graph = readGraph(wire, wire.span());
    if (field === 8) opset = Math.max(opset, readOpset(wire, wire.span()));
  });
  if (!graph) throw new OnnxError('onnx-malformed', 'not an ONNX model: it holds no graph');
  return { ...graph, opset, producer };
}

/** Version of an operator set; 0 for other than the standard one. */
function readOpset(wire: WireReader, message: Span): number {
  let standard = true;
  let version = 0;
  wire.walk(message, (field) => {
    if (field === 1) standard = ['', 'ai.onnx'].includes(wire.text());
    if (field === 2) version = wire.integer();
  });
  return standard ? version : 0;
}

/** What the graph of a model says. */
type Structure = Omit<OnnxModel, 'opset' | 'producer'>;

function readGraph(wire: WireReader, message: Span): Structure {
  let graphName = '';
  const nodes: OnnxNode[] = [];
  const initializers = new Map<string, OnnxTensor>();
  const inputs: OnnxValueInfo[] = [];
  const outputs: OnnxValueInfo[] = [];
  const keep = <T>(list: T[], item: T, limit: number, what: string) => {
    if (list.push(item) > limit) {
      throw new OnnxError('too-large', `the model has more than ${limit} ${what}`);
    }
  };
  wire.walk(message, (field) => {
    switch (field) {
      case 1:
        keep(nodes, readNode(wire, wire.span()), most.nodes, 'nodes');
        break;
      case 2:
        graphName = wire.text();
        break;
      case 5: {
        const tensor = readTensor(wire, wire.span());
        initializers.set(tensor.name, tensor);
        if (initializers.size > most.initializers) {
          throw new OnnxError('too-large', `the model has more than ${most.initializers} weights`);
        }
        break;
      }
      case 11:
        keep(inputs, readValueInfo(wire, wire.span()), most.initializers, 'inputs');
        break;
      case 12:
        keep(outputs, readValueInfo(wire, wire.span()), most.names, 'outputs');
        break;
      case 15: {
        const tensor = readSparseTensor(wire, wire.span());
        initializers.set(tensor.name, tensor);
        break;
      }
    }
  });
  return { graphName, nodes, initializers, inputs, outputs };
}

/** A sparse initializer: the name of its values, and its own dimensions. */
function readSparseTensor(wire: WireReader, message: Span): OnnxTensor {
  let values: OnnxTensor = { name: '', elementType: 0, dims: [] };
  const dims: number[] = [];
  wire.walk(message, (field) => {
    if (field === 1) values = readTensor(wire, wire.span());
    if (field === 3) dims.push(...wire.integers(256));
  });
  return { name: values.name, elementType: values.elementType, dims };
}

function readNode(wire: WireReader, message: Span): OnnxNode {
  const node = { name: '', op: '', domain: '' };
  const inputs: string[] = [];
  const outputs: string[] = [];
  const attributes = new Map<string, OnnxAttribute>();
  wire.walk(message, (field) => {
    if (field === 1) inputs.push(wire.text());
    else if (field === 2) outputs.push(wire.text());
    else if (field === 3) node.name = wire.text();
    else if (field === 4) node.op = wire.text();
    else if (field === 5) attributes.set(...readAttribute(wire, wire.span()));
    else if (field === 7) node.domain = wire.text();
    if (inputs.length + outputs.length + attributes.size > most.names) {
      throw new OnnxError('too-large', `node “${node.name}” has more than ${most.names} inputs`);
    }
  });
  return { ...node, inputs, outputs, attributes };
}

function readAttribute(wire: WireReader, message: Span): [name: string, value: OnnxAttribute] {
  let name = '';
  let value: OnnxAttribute = { kind: 'other' };
  const numbers: number[] = [];
  wire.walk(message, (field) => {
    switch (field) {
      case 1:
        name = wire.text();
        break;
      case 2:
        value = { kind: 'number', value: wire.float() };
        break;
      case 3:
        value = { kind: 'number', value: wire.integer() };
        break;
      case 4:
        // Only short texts mean something here; long ones are code or data of other domains.
        if (wire.length() <= 64) value = { kind: 'text', value: wire.text() };
        break;
      case 5:
        value = { kind: 'tensor', value: readTensor(wire, wire.span()) };
        break;
      case 6:
      case 11:
        value = { kind: 'graph' };
        break;
      case 7:
      case 8:
        if (numbers.length + wire.length() > most.attributeBytes) break;
        numbers.push(
          ...(field === 7 ? wire.floats(most.attributeBytes) : wire.integers(most.attributeBytes)),
        );
        value = { kind: 'numbers', value: numbers };
        break;
    }
  });
  return [name, value];
}

function readValueInfo(wire: WireReader, message: Span): OnnxValueInfo {
  let name = '';
  let elementType = 0;
  let dims: (number | null)[] | undefined;
  const inside = (handle: (field: number) => void) => wire.walk(wire.span(), handle);
  const readDimension = () => {
    let size: number | null = null;
    inside((field) => {
      if (field === 1) size = wire.integer();
    });
    if (dims && dims.length < 32) dims.push(size);
  };
  wire.walk(message, (field) => {
    if (field === 1) name = wire.text();
    if (field !== 2) return;
    // TypeProto → tensor_type → { elem_type, shape → dim }
    inside((type) => {
      if (type !== 1) return;
      inside((tensor) => {
        if (tensor === 1) elementType = wire.integer();
        if (tensor !== 2) return;
        dims = [];
        inside((shape) => {
          if (shape === 1) readDimension();
        });
      });
    });
  });
  return { name, elementType, ...(dims && { dims }) };
}
