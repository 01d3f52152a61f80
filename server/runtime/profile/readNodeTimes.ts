/** Time of a node in one run, with the name that ONNX Runtime knows it by. */
export interface NodeTime {
  readonly name: string;
  readonly op: string;
  readonly seconds: number;
}

const suffix = '_kernel_time';

/**
 * The times of nodes in the text of ONNX Runtime's own profile, run by run, in the order in which they
 * ran. A run that was cut off is left out.
 * @throws where the text is no such profile.
 */
export function readNodeTimes(text: string): NodeTime[][] {
  const events = parsed(text);
  if (!Array.isArray(events)) throw new Error('It holds no list of events.');
  const runs: NodeTime[][] = [];
  let run: NodeTime[] = [];
  for (const event of events as readonly unknown[]) {
    if (!isEvent(event)) continue;
    if (event.cat === 'Session' && event.name === 'model_run') {
      if (run.length > 0) runs.push(run);
      run = [];
    } else if (event.cat === 'Node' && event.name.endsWith(suffix)) {
      const name = event.name.slice(0, -suffix.length);
      run.push({ name, op: event.args?.op_name ?? '', seconds: event.dur / 1e6 });
    }
  }
  if (runs.length === 0) throw new Error('It holds no whole run of a model.');
  return runs;
}

interface Event {
  readonly cat: string;
  readonly name: string;
  /** Microseconds. */
  readonly dur: number;
  readonly args?: { readonly op_name?: string };
}

function isEvent(event: unknown): event is Event {
  if (typeof event !== 'object' || event === null) return false;
  const { cat, name, dur } = event as Partial<Record<string, unknown>>;
  return typeof cat === 'string' && typeof name === 'string' && typeof dur === 'number' && dur >= 0;
}

/** A profile that was not ended in order lacks its last bracket. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error('It is not valid JSON.', { cause: error });
  }
}
