/** Node has it; the types of the language alone do not. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: Record<string, unknown> };
};

/** Opcodes of the few WebAssembly instructions that are used (core specification, index of instructions). */
const localGet = (index: number) => [0x20, index];
const localSet = (index: number) => [0x21, index];
const localTee = (index: number) => [0x22, index];
const i32Const1 = [0x41, 1];
const i32Sub = [0x6b];
const loop = [0x03, 0x40];
const branchToLoopIf = [0x0d, 0];
const end = [0x0b];
const splat = [0xfd, 0x13];
const multiply = [0xfd, 0xe6, 0x01];
const add = [0xfd, 0xe4, 0x01];
const firstLane = [0xfd, 0x1f, 0];
const f32Const = (value: number) => [0x43, ...new Uint8Array(Float32Array.of(value).buffer)];

/** Locals: the count, four chains that a core can work on side by side, factor and summand. */
const count = 0;
const chains = [1, 2, 3, 4];
const [factor, summand] = [5, 6];

/** `f(count)`: count times, each chain of four floats becomes chain · factor + summand. */
const body = [
  ...[1, 6, 0x7b],
  ...[...f32Const(0.999), ...splat, ...localSet(factor)],
  ...[...f32Const(0.001), ...splat, ...localSet(summand)],
  ...loop,
  ...chains.flatMap((chain) => [
    ...[...localGet(chain), ...localGet(factor), ...multiply],
    ...[...localGet(summand), ...add, ...localSet(chain)],
  ]),
  ...[...localGet(count), ...i32Const1, ...i32Sub, ...localTee(count), ...branchToLoopIf],
  ...end,
  ...chains.flatMap((chain, index) => [...localGet(chain), ...(index > 0 ? add : [])]),
  ...firstLane,
  ...end,
];

const section = (id: number, bytes: readonly number[]) => [id, bytes.length, ...bytes];

const module = [
  ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  // One type: (i32) → f32; one function of it; exported as `f`.
  ...section(1, [1, 0x60, 1, 0x7f, 1, 0x7d]),
  ...section(3, [1, 0]),
  ...section(7, [1, 1, 'f'.charCodeAt(0), 0, 0]),
  ...section(10, [1, body.length, ...body]),
];

/** About a tenth of a millisecond. */
const rounds = 100_000;

/** Work for the vector units of a core, without memory: each call takes about a tenth of a millisecond. */
export function multiplyAdds(): () => void {
  const { f } = new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.from(module))).exports;
  if (typeof f !== 'function') throw new TypeError('The module has no function.');
  return () => void f(rounds);
}
