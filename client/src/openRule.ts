import * as vscode from 'vscode';
import { ids } from './ids';

/** Where rules are documented, in the extension and in its repository. */
const page = 'docs/rules.md';

/** Address of a rule's documentation, with `{rule}` for its id: in the repository, else in the extension. */
export function ruleHref({ packageJSON }: vscode.Extension<unknown>): string {
  const repository = repositoryUrl(packageJSON);
  if (repository !== null) return `${repository}/blob/main/${page}#{rule}`;
  return `command:${ids.openRule}?${encodeURIComponent('["')}{rule}${encodeURIComponent('"]')}`;
}

/** Shows the documentation of a rule. */
export async function openRule(extensionUri: vscode.Uri, rule: unknown): Promise<void> {
  const uri = vscode.Uri.joinPath(extensionUri, page);
  const fragment = typeof rule === 'string' ? rule : '';
  await vscode.commands.executeCommand('markdown.showPreview', uri.with({ fragment }));
}

function repositoryUrl(manifest: unknown): string | null {
  if (typeof manifest !== 'object' || manifest === null || !('repository' in manifest)) return null;
  const { repository } = manifest;
  const url: unknown =
    typeof repository === 'object' && repository !== null && 'url' in repository
      ? repository.url
      : repository;
  if (typeof url !== 'string' || !/^(?:git\+)?https:/.test(url)) return null;
  return url.replace(/^git\+/, '').replace(/(?:\.git)?\/?$/, '');
}
