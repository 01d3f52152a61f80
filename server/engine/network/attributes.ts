import { axisNames, type Axis } from './axes';
import type { Attributes, Padding, Pair } from './graph';
import type { OperatorName } from './operators';

/** Fields of a layer whose schema has accepted them, expressions already evaluated. */
export type CheckedFields = Readonly<Record<string, unknown>>;

/**
 * Attributes of an operator with every default in place.
 * @param fields a layer that its operator's schema accepts; other values are taken as absent.
 */
export function readAttributes(op: OperatorName, fields: CheckedFields): Attributes {
  const kernel = pair(fields['kernel']);
  const batchNorm = fields['batch_norm'] === true;
  const fused: Attributes = {
    ...(batchNorm && { batchNorm }),
    ...(typeof fields['activation'] === 'string' && { activation: fields['activation'] }),
  };
  const bias = typeof fields['bias'] === 'boolean' ? fields['bias'] : !batchNorm;
  const window = {
    kernel: kernel ?? [1, 1],
    padding: padding(fields['padding']) ?? [0, 0, 0, 0],
    dilation: pair(fields['dilation']) ?? [1, 1],
  } as const;
  const stride = pair(fields['stride']);
  const groups = number(fields['groups']) ?? 1;
  switch (op) {
    case 'conv':
    case 'transposed_conv':
      return {
        ...window, ...fused, bias, groups, stride: stride ?? [1, 1],
        filters: number(fields['filters']) ?? 1,
        ...(op === 'transposed_conv' && { outputPadding: pair(fields['output_padding']) ?? [0, 0] }),
      }; // prettier-ignore
    case 'depthwise_conv':
      return { ...window, ...fused, bias, stride: stride ?? [1, 1], multiplier: number(fields['multiplier']) ?? 1 }; // prettier-ignore
    case 'fully_connected':
      return { ...fused, bias, units: number(fields['units']) ?? 1 };
    case 'max_pool':
    case 'average_pool':
      return { ...window, stride: stride ?? window.kernel, ceil: fields['ceil'] === true };
    case 'activation':
      return { function: String(fields['function']) };
    case 'upsample':
      return optional({ scale: pair(fields['scale']), size: pair(fields['size']) });
    case 'pad':
      return {
        padding: padding(fields['padding']) ?? [0, 0, 0, 0],
        borderChannels: pair(fields['channels']) ?? [0, 0],
      };
    case 'slice':
      return {
        axis: axisOf(fields['axis']),
        start: number(fields['start']) ?? 0,
        ...optional({ end: number(fields['end']) }),
      };
    case 'reshape':
      return optional({ shape: triple(fields['shape']) });
    case 'transpose':
      return optional({ order: triple(fields['order']) });
    case 'softmax':
      return { axis: axisOf(fields['axis']) };
    case 'local_response_norm':
      return { window: number(fields['window']) ?? 5 };
    case 'channel_shuffle':
      return { groups };
    case 'group_norm':
      return { ...fused, ...optional({ groups: number(fields['groups']) }) };
    case 'scale':
      return { ...fused, parameters: number(fields['parameters']) ?? 0 };
    default:
      return fused;
  }
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function optional<T extends object>(fields: T): Defined<T> {
  const present = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present) as Defined<T>;
}

function axisOf(value: unknown): Axis {
  return axisNames.find((name) => name === value) ?? 'channels';
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function numbers(value: unknown): readonly number[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'number') : [];
}

function pair(value: unknown): Pair | undefined {
  if (typeof value === 'number') return [value, value];
  const [height, width] = numbers(value);
  return height !== undefined && width !== undefined ? [height, width] : undefined;
}

function triple(value: unknown): readonly [number, number, number] | undefined {
  const [channels, height, width] = numbers(value);
  if (channels === undefined || height === undefined || width === undefined) return undefined;
  return [channels, height, width];
}

function padding(value: unknown): Padding | undefined {
  if (value === 'same' || value === 'same_lower' || value === 'valid') return value;
  const [top, left, bottom, right] = numbers(value);
  if (top !== undefined && left !== undefined && bottom !== undefined && right !== undefined) {
    return [top, left, bottom, right];
  }
  const both = pair(value);
  return both && [both[0], both[1], both[0], both[1]];
}
