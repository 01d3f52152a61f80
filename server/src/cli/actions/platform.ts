import { succeed } from '../../../engine/core/result';
import { loadText } from '../../adapters/loadText';
import { wholeFileProblem, type Loaded } from '../../adapters/fileProblem';
import { describeMachine } from '../../adapters/machine/describeMachine';
import { platformFromText } from '../../adapters/machine/platformOfMachine';
import { parseYamlFile } from '../../language/yamlFile';
import { writeJson, type ExitCode, type Io } from '../io';
import { reportFailure, reportWarnings, saveFile, type CommonOptions } from '../report';

/** Options of `platform`. */
export interface PlatformOptions extends CommonOptions {
  readonly from?: string;
  readonly output?: string;
}

const maxDescriptionBytes = 20_000_000;

/** Writes this machine, or one that was described in a file, as a platform descriptor. */
export async function describePlatform(options: PlatformOptions, io: Io): Promise<ExitCode> {
  const { from, json, output } = options;
  const described: Loaded<string> =
    from === undefined
      ? { ...succeed(await describeMachine()), problems: [] }
      : await fromFile(from);
  if (!described.ok) return reportFailure(io, options, [from ?? ''], described.problems);
  reportWarnings(io, described.problems);
  const descriptor = described.value;
  if (output !== undefined) {
    const code = await saveFile(io, output, descriptor, '.platform.yaml');
    if (code !== 0) return code;
  }
  if (json) {
    const target = output === undefined ? { descriptor } : { file: output };
    writeJson(io, { kind: 'cnn-platform', platform: parseYamlFile(descriptor).data, ...target });
  } else if (output === undefined) io.out(descriptor);
  return 0;
}

async function fromFile(path: string): Promise<Loaded<string>> {
  const text = await loadText(path, maxDescriptionBytes);
  if (!text.ok) return text;
  const result = platformFromText(text.value);
  return { ...result, problems: result.problems.map((found) => wholeFileProblem(path, found)) };
}
