import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { extension } from './workspace';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, unknown>> };
  };
}

describe('the manifest', () => {
  const manifest = (): Manifest => extension().packageJSON as Manifest;

  it('declares exactly the commands that exist', async () => {
    await extension().activate();
    const registered = await vscode.commands.getCommands(true);
    const ours = registered.filter((id) => /^cnnPipelineTuner\.(?!server\.|\w+\.)/.test(id));
    const declared = manifest().contributes.commands.map(({ command }) => command);
    assert.deepEqual(ours.toSorted(), declared.toSorted());
  });

  it('has a text for every command', () => {
    for (const { title } of manifest().contributes.commands) assert.doesNotMatch(title, /%/);
  });

  it('gives every setting its default', () => {
    for (const key of Object.keys(manifest().contributes.configuration.properties)) {
      assert.notEqual(
        vscode.workspace.getConfiguration().inspect(key)?.defaultValue,
        undefined,
        key,
      );
    }
  });
});
