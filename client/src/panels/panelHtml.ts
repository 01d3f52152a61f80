/** What a panel's page is made of. */
export interface PanelHtmlParts {
  /** Addresses of its bundle. */
  readonly script: string;
  readonly style: string;
  readonly title: string;
  /** A BCP 47 tag, such as `en` or `pt-BR`. */
  readonly language: string;
  /** The origin of its files, as a policy names it. */
  readonly source: string;
  /** Unguessable, and new for every page. */
  readonly nonce: string;
}

/**
 * The page of a panel. Its policy lets it run one script and load its own style sheet and fonts,
 * and nothing else: no other script, no style attribute, no picture, no request. It holds no data,
 * which comes by messages.
 */
export function panelHtml({
  script,
  style,
  title,
  language,
  source,
  nonce,
}: PanelHtmlParts): string {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${source}`,
    `font-src ${source}`,
    "form-action 'none'",
    "base-uri 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${/^[\w-]+$/.test(language) ? language : 'en'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${style}">
<title>${title.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)}</title>
</head>
<body>
<div id="app"></div>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}
