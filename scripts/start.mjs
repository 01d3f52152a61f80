// npm start: from a fresh clone to a tuned pipeline. Needs Node, nothing else.
import { build, install, runNode } from './steps.mjs';

const network = 'examples/networks/resnet-50.cnn.yaml';
const platform = 'examples/platforms/chiplet-4f4s.platform.yaml';

const done =
  install() && build() && runNode(['dist/cli.js', 'tune', network, '--platform', platform]);
if (done) {
  console.log('\nOpen it in the editor:  npm run editor');
  console.log(
    `Try next:               node dist/cli.js tune ${network} -p examples/platforms/jetson-tx2.platform.yaml`,
  );
}
process.exitCode = done ? 0 : 1;
