// npm run reproduce:local [-- --only policies|levels] [--json]: real stress on one of two cores.
import { runOnCores } from '../runOnCores.mjs';

await runOnCores('disturbed', { stress: 'server/runtime/stress/stressMain.ts' });
