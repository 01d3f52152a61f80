// Loaded before the command line: tells on descriptor 3 how much memory the process needed.
import { writeSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

if (isMainThread) {
  process.once('exit', () => writeSync(3, String(process.resourceUsage().maxRSS * 1024)));
}
