import js from '@eslint/js';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

/** Folder -> what it may not import. Arrows between layers point one way (docs/architecture.md). */
const engine = ['core', 'network', 'platform', 'pipeline', 'cost', 'explore', 'interference'];
const engineParts = engine.map((part) => `./server/engine/${part}`);
const later = (part) => {
  const peers = { network: ['platform'], platform: ['network'] };
  const after = engineParts.slice(engine.indexOf(part) + 1);
  return [...new Set([...after, ...(peers[part] ?? []).map((p) => `./server/engine/${p}`)])];
};
const zone = (target, from, message) => ({ target, from, message });
const zones = [
  zone(
    './server/protocol',
    ['./server/engine', './server/runtime', './server/src', './client', './webview'],
    'protocol imports nothing.',
  ),
  zone(
    './server/engine',
    ['./server/runtime', './server/src', './client', './webview'],
    'The engine is pure and knows only the protocol.',
  ),
  ...engine
    .filter((part) => later(part).length > 0)
    .map((part) =>
      zone(
        `./server/engine/${part}`,
        later(part),
        `engine/${part} comes before the part that it imports.`,
      ),
    ),
  ...['language', 'adapters'].map((part) =>
    zone(
      `./server/src/${part}`,
      ['./server/src/handlers', './server/src/cli', './server/src/workers'],
      `${part} is below handlers, workers and cli.`,
    ),
  ),
  zone(
    './server/src/workers',
    ['./server/src/handlers', './server/src/cli'],
    'Workers are below handlers and cli.',
  ),
  zone(
    './server/runtime',
    ['./server/src/handlers', './server/src/cli', './server/src/workers', './server/src/language'],
    'The runtime is below handlers, workers and cli, and beside the language.',
  ),
  zone('./server/src/handlers', ['./server/src/cli'], 'Handlers and cli do not know each other.'),
  zone(
    './client',
    ['./server/engine', './server/runtime', './server/src', './webview'],
    'The client knows only the protocol.',
  ),
  // Panels write numbers and tables as the engine does; they compute nothing else.
  {
    ...zone(
      './webview',
      './server/engine',
      'A webview knows the protocol and how numbers are written.',
    ),
    except: ['./core/units.ts', './core/csv.ts'],
  },
  zone(
    './webview',
    ['./server/runtime', './server/src', './client'],
    'A webview knows the protocol and how numbers are written.',
  ),
];

export default tseslint.config(
  { ignores: ['dist/', '.tsbuild/', '.cache/', '.vscode-test/', 'coverage/', 'node_modules/'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  {
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [
        createNodeResolver({ extensions: ['.ts', '.mts', '.mjs', '.js'] }),
      ],
    },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones }],
      'import-x/no-cycle': 'error',
      'no-console': 'error',
      'no-eval': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
    },
  },
  {
    files: ['server/engine/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['node:*', 'fs', 'path', 'vscode', 'vscode-*'],
              message: 'The engine is pure.',
            },
          ],
        },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'The engine has no clock.' },
        { object: 'Math', property: 'random', message: 'Use engine/core/random.' },
      ],
    },
  },
  {
    files: ['**/*.mjs', 'scripts/**', 'bench/**', 'server/src/cli/**'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        URLSearchParams: 'readonly',
        fetch: 'readonly',
        Buffer: 'readonly',
      },
    },
    rules: { 'no-console': 'off' },
  },
  prettier,
);
