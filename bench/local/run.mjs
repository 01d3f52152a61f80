// npm run bench:local [-- --only NAME] [--speed full|half] [--repetitions N] [--seconds N] [--all-cuts] [--json]
import { runOnCores } from '../runOnCores.mjs';

await runOnCores('local');
