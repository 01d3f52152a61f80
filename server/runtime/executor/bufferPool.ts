import type { TensorSpec } from '../graph/tensorSpec';
import { tensorBytes } from './elementTypes';
import type { MovingTensor } from './messages';

/** Memory for the tensors that one maker sends on: it comes back when it was read for the last time. */
export class BufferPool {
  private readonly free = new Map<string, ArrayBuffer[]>();

  constructor(private readonly maker: number) {}

  /** Memory for a tensor, used before where there is some. */
  take(spec: TensorSpec): MovingTensor {
    const bytes = this.free.get(spec.name)?.pop() ?? new ArrayBuffer(tensorBytes(spec));
    return { ...spec, bytes, maker: this.maker };
  }

  /** Takes back what is its own; gives back the rest. */
  recycle(tensors: readonly MovingTensor[]): MovingTensor[] {
    return tensors.filter((tensor) => {
      if (tensor.maker !== this.maker) return true;
      const free = this.free.get(tensor.name);
      if (free) free.push(tensor.bytes);
      else this.free.set(tensor.name, [tensor.bytes]);
      return false;
    });
  }
}
