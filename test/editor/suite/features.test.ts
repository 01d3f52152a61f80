import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { until } from './until';
import { workspaceFile } from './workspace';

const commands = (lenses: readonly vscode.CodeLens[]) => lenses.map(({ command }) => command);

describe('an open network', () => {
  let editor: vscode.TextEditor;

  before(async () => {
    editor = await vscode.window.showTextDocument(workspaceFile('resnet-18.cnn.yaml'));
  });
  after(() => vscode.commands.executeCommand('workbench.action.files.revert'));

  const diagnostics = (fits: (found: vscode.Diagnostic[]) => boolean) =>
    until(vscode.languages.onDidChangeDiagnostics, () => {
      const found = vscode.languages.getDiagnostics(editor.document.uri);
      return fits(found) ? found : undefined;
    });

  it('gets a diagnostic with its rule while one types, and loses it when mended', async () => {
    const end = editor.document.lineAt(editor.document.lineCount - 1).range.end;
    await editor.edit((edit) => edit.insert(end, '  - { name: extra, op: convv }\n'));
    const [found] = await diagnostics((list) => list.length > 0);
    // With a page about the rule the code is a link, and its text the rule.
    const code = found?.code;
    assert.equal(typeof code === 'object' ? code.value : code, 'unknown-operator');
    assert.equal(found?.source, 'cnn-tuner');
    assert.equal(editor.document.getText(found?.range), 'convv');
    await vscode.commands.executeCommand('undo');
    await diagnostics((list) => list.length === 0);
  });

  it('shows its size and the command above `cnn:`', async () => {
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      editor.document.uri,
    );
    const [size, run] = commands(lenses);
    assert.match(size?.title ?? '', /^21 layers · .* weight$/);
    assert.equal(run?.command, 'cnnPipelineTuner.runShishaTuning');
  });

  it('is tuned by the command, which opens the saved result as a stage map', async () => {
    await vscode.commands.executeCommand('cnnPipelineTuner.runShishaTuning', editor.document.uri);
    const tab = await until(vscode.window.tabGroups.onDidChangeTabs, () =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .map(({ input }) => input)
        .find((input) => input instanceof vscode.TabInputCustom),
    );
    assert.equal(tab.viewType, 'cnnPipelineTuner.stageMap');
    assert.equal(
      tab.uri.toString(),
      workspaceFile('resnet-18.chiplet-2f2s.tuning.json').toString(),
    );
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(tab.uri));
    const result: unknown = JSON.parse(text);
    assert.equal(Reflect.get(Object(result), 'kind'), 'cnn-tuning');
  });
});
