import type { CuttableModel } from '../graph/cuttableModel';

/** What native and JavaScript code say where they get no memory. */
const outOfMemory = /bad_alloc|bad allocation|failed to allocate memory|array buffer allocation failed|out of memory|invalid array (buffer )?length/i; // prettier-ignore

/** Where in its own source ONNX Runtime noticed something: no help for anybody else. */
const sourcePlace = /\/onnxruntime_src\/\S+(?: .*? was false\.)?\s*/g;

/** What went wrong in a thread, in one line for people, with a way out where there is one. */
export function failureWords(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const words = message.replaceAll(sourcePlace, '').replaceAll(/\s+/g, ' ').trim();
  if (!outOfMemory.test(words)) return words;
  return `This machine’s memory does not suffice (${words}): take a smaller input or network, or end other programs.`;
}

/**
 * Runs something of a model; what fails also tells of a batch that the model is made for, which
 * ONNX Runtime's own words do not.
 */
export async function withBatchTold<T>(
  { model, input }: CuttableModel,
  work: () => Promise<T>,
): Promise<T> {
  const batch = model.inputs.find(({ name }) => name === input.name)?.dims?.[0] ?? 1;
  try {
    return await work();
  } catch (error) {
    if (batch <= 1) throw error;
    const reason = error instanceof Error ? error.message.trim() : String(error);
    throw new Error(
      `${reason.replace(/[.]?$/, '.')} The model is made for batches of ${batch}, but queries are single images: export it with a batch of 1, or with an open one.`,
      { cause: error },
    );
  }
}
