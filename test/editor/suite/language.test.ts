import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { until } from './until';

/** Opens a network that is in no file; `|` marks the cursor. */
async function open(marked: string) {
  const offset = marked.indexOf('|');
  const content = marked.replace('|', '');
  const document = await vscode.workspace.openTextDocument({ language: 'cnn-network', content });
  await vscode.window.showTextDocument(document);
  return { document, uri: document.uri, cursor: document.positionAt(Math.max(0, offset)) };
}

const network = (layers: string) => `cnn: Small
input: [3, 32, 32]
constants: { width: 8 }
layers:
${layers}`;

const stemAndHead = network(`  - { name: stem, op: conv, kernel: 3, filters: $(2 * width) }
  - { name: head, op: fully_connected, units: 10, from: stem }
`);

const textOf = (parts: vscode.Hover['contents']) =>
  parts.map((part) => (typeof part === 'string' ? part : part.value)).join('\n');

describe('the text of a network', () => {
  // The name of a text without a file is given again while the old one is still closing.
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await until(vscode.workspace.onDidCloseTextDocument, () =>
      vscode.workspace.textDocuments.some(({ isUntitled }) => isUntitled) ? undefined : true,
    );
  });

  it('is typed with two spaces', async () => {
    await open('');
    assert.equal(vscode.window.activeTextEditor?.options.tabSize, 2);
    assert.equal(vscode.window.activeTextEditor.options.insertSpaces, true);
  });

  it('is completed with what fits the place', async () => {
    const { uri, cursor } = await open(network('  - { name: stem, op: co| }\n'));
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      uri,
      cursor,
    );
    const labels = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    assert(labels.includes('conv'), labels.join());
    assert(!labels.includes('kernel'));
  });

  it('explains a layer under the pointer', async () => {
    const { uri, cursor } = await open(stemAndHead.replace('stem', 'st|em'));
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      uri,
      cursor,
    );
    assert.match(
      hovers.map(({ contents }) => textOf(contents)).join(),
      /3×32×32 → 16×30×30[^]*MACs/,
    );
  });

  it('shows shapes and values between the words', async () => {
    const { document, uri } = await open(stemAndHead);
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>(
      'vscode.executeInlayHintProvider',
      uri,
      whole,
    );
    const labels = hints.map(({ label }) =>
      typeof label === 'string' ? label : label.map(({ value }) => value).join(''),
    );
    assert(
      labels.some((label) => /16×30×30/.test(label)),
      labels.join('; '),
    );
    assert(
      labels.some((label) => /^ ?= 16$/.test(label)),
      labels.join('; '),
    );
  });

  it('goes from a use to the definition, and renames both', async () => {
    const { document, uri, cursor } = await open(stemAndHead.replace('from: stem', 'from: st|em'));
    const found = await vscode.commands.executeCommand<
      readonly (vscode.Location | vscode.LocationLink)[]
    >('vscode.executeDefinitionProvider', uri, cursor);
    const [target] = found.map((one) => ('range' in one ? one.range : one.targetRange));
    assert.equal(target?.start.line, 4);
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      uri,
      cursor,
      'trunk',
    );
    assert(await vscode.workspace.applyEdit(edit));
    assert.equal(document.getText(), stemAndHead.replaceAll('stem', 'trunk'));
  });

  it('is mended by a code action', async () => {
    const { document, uri } = await open(stemAndHead.replace('from: stem', 'from: stemm'));
    const [problem] = await until(vscode.languages.onDidChangeDiagnostics, () => {
      const list = vscode.languages.getDiagnostics(uri);
      return list.length > 0 ? list : undefined;
    });
    assert(problem);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      uri,
      problem.range,
      vscode.CodeActionKind.QuickFix.value,
    );
    const fix = actions.find(({ title }) => title === 'Change to `stem`');
    assert(fix?.edit, actions.map(({ title }) => title).join('; '));
    assert(await vscode.workspace.applyEdit(fix.edit));
    assert.equal(document.getText(), stemAndHead);
  });

  it('is formatted, and keeps its comments', async () => {
    const { document, uri } = await open(
      stemAndHead.replace('{ name: stem,', '{name:   stem,').replace('layers:', 'layers:   # why'),
    );
    const edits = await vscode.commands.executeCommand<vscode.TextEdit[]>(
      'vscode.executeFormatDocumentProvider',
      uri,
      { tabSize: 2, insertSpaces: true },
    );
    const edit = new vscode.WorkspaceEdit();
    edit.set(uri, edits);
    assert(await vscode.workspace.applyEdit(edit));
    assert.equal(document.getText(), stemAndHead.replace('layers:', 'layers:   # why'));
  });

  it('has an outline, and colours of its own', async () => {
    const { uri } = await open(stemAndHead);
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      uri,
    );
    const names = (list: readonly vscode.DocumentSymbol[]): string[] =>
      list.flatMap(({ name, children }) => [name, ...names(children)]);
    assert.deepEqual(
      ['stem', 'head'].filter((name) => !names(symbols).includes(name)),
      [],
    );
    const tokens = await vscode.commands.executeCommand<vscode.SemanticTokens>(
      'vscode.provideDocumentSemanticTokens',
      uri,
    );
    assert(tokens.data.length > 0);
  });
});
