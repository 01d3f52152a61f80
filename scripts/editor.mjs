// npm run editor: the extension with the examples, in VS Code or else in a browser.
import { spawnSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { editorUrl, installEditorHost, startEditorHost } from './editorHost.mjs';
import { build, install, root, run } from './steps.mjs';

/** A copy of the examples: what is tuned here does not change the repository. */
const workspace = join(root, '.cache', 'workspace');
const shell = process.platform === 'win32';

function findVsCode() {
  const { VSCODE_EXECUTABLE: named } = process.env;
  const found = (program) => spawnSync(program, ['--version'], { shell, stdio: 'ignore' }).status;
  return [named, 'code', 'codium'].find((program) => program && found(program) === 0) ?? null;
}

async function openInBrowser() {
  if (!installEditorHost()) return false;
  const data = join(root, '.cache', 'editor-data');
  const host = await startEditorHost({ data });
  console.log('\nOpen this in a browser; Ctrl-C here ends the editor.\n');
  console.log(`  ${editorUrl(host.port, { folder: workspace, extension: root })}\n`);
  await new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, resolve);
  });
  await host.stop();
  return true;
}

async function open() {
  if (!install() || !build()) return false;
  cpSync(join(root, 'examples'), workspace, { recursive: true, force: false });
  const code = findVsCode();
  if (code === null) return openInBrowser();
  const args = ['--new-window', `--extensionDevelopmentPath=${root}`, workspace];
  return run(code, args, { shell });
}

process.exitCode = (await open()) ? 0 : 1;
