import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ExecuteCommandRequest, type ProtocolConnection } from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import type { LiveLoad } from '../../server/protocol/liveModel';
import { tuneCommand, type TuneReply } from '../../server/protocol/requests';
import { OnnxBuilder } from '../fixtures/onnx/onnxBuilder';

/** Two places of this machine, on the one core that every machine has. */
const platform = `platform: this-machine
memories:
  ram: { bandwidth_gb_s: 10 }
execution_places:
  - { name: ep0, cores: [0], clock_ghz: 2, flops_per_cycle: 16, memory: ram, kind: fast }
  - { name: ep1, cores: [0], clock_ghz: 2, flops_per_cycle: 16, memory: ram, emulate_speed: 0.5, kind: slow }
links:
  default: { bandwidth_gb_s: 5 }
`;

/** A run of less than a second. */
export const shortLoad: LiveLoad = { arrivals: 'closed', perSecond: 1, seconds: 0.4, sloSeconds: 10, policy: 'static' }; // prettier-ignore
/** A run that does not end by itself. */
export const endlessLoad: LiveLoad = { ...shortLoad, seconds: 3600 };

/** A network of three convolutions as an ONNX model. */
function smallModel(): Uint8Array {
  const net = new OnnxBuilder({ input: [1, 3, 16, 16] });
  const wide = net.conv(net.conv(net.input, [3, 8], 3), [8, 8], 3);
  return net.build(net.conv(wide, [8, 4], 1));
}

/** Writes a small model and a platform of this machine into a folder. */
export async function writeInputs(folder: string): Promise<void> {
  await writeFile(join(folder, 'small.onnx'), smallModel());
  await writeFile(join(folder, 'this.platform.yaml'), platform);
}

/** Tunes a network of the folder for one of its platforms; gives the result's URI. */
export async function tuneSmall(
  client: ProtocolConnection,
  folder: string,
  { network = 'small.onnx', platform: target = 'this.platform.yaml' } = {},
): Promise<string> {
  const uriOf = (name: string) => URI.file(join(folder, name)).toString();
  const inputs = {
    networkUri: uriOf(network),
    platformUri: uriOf(target),
  };
  const params = { command: tuneCommand, arguments: [inputs] };
  const reply = (await client.sendRequest(ExecuteCommandRequest.type, params)) as TuneReply;
  if (reply.status === 'failed') throw new Error(reply.message);
  return reply.tuningUri;
}
