import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { ids } from '../../client/src/ids';
import { defaultExplorerOptions } from '../../server/engine/explore/explorerOptions';
import { explorerFacts } from '../../server/engine/explore/explorerFacts';
import { balancings } from '../../server/engine/explore/shisha';
import { assignments } from '../../server/engine/explore/shishaSeed';
import { policyNames } from '../../server/engine/interference/policyFacts';
import {
  compareExplorersParamsSchema,
  replayInterferenceParamsSchema,
  tuneParamsSchema,
} from '../../server/src/handlers/requestParams';
import { replayDefaults } from '../../server/src/workers/replayRequest';
import { fakeVscode, told } from './client/fakeVscode';
import { manifest, root, stringsOf, texts } from './client/manifest';

vi.mock('vscode', () => fakeVscode);

const { contributes } = manifest;
const declaredCommands = contributes.commands.map(({ command }) => command);
const settings = contributes.configuration.properties;
const sorted = (list: readonly string[]) => [...new Set(list)].sort();
const ours = (id: string) => id.startsWith('cnnPipelineTuner.');

/** Every file of the extension host's side with its text. */
const sources = readdirSync(join(root, 'client/src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => [name.replaceAll('\\', '/'), readFileSync(join(root, 'client/src', name), 'utf8')] as const); // prettier-ignore

beforeAll(async () => {
  const { activate } = await import('../../client/src/extension');
  const { serverSettings } = await import('../../client/src/serverSettings');
  const { compareOptions } = await import('../../client/src/comparison/compareOptions');
  const { replayOptions } = await import('../../client/src/replay/replayOptions');
  const { tuneOptions } = await import('../../client/src/tuneOptions');
  const { Uri } = fakeVscode;
  const extensionUri = Uri.file();
  const memory = { get: () => undefined, update: () => Promise.resolve(), keys: () => [] };
  const context = {
    extension: { extensionUri, extensionPath: root, packageJSON: manifest },
    extensionUri,
    subscriptions: [],
    workspaceState: memory,
    globalState: memory,
  };
  Reflect.apply(activate, null, [context]);
  serverSettings();
  Reflect.apply(compareOptions, null, [Uri.file()]);
  Reflect.apply(replayOptions, null, [Uri.file()]);
  Reflect.apply(tuneOptions, null, [Uri.file()]);
});

describe('commands', () => {
  it('are declared where they are registered, and registered where they are declared', () => {
    expect(sorted(told.commands)).toEqual(sorted(declaredCommands));
    expect(told.commands).toHaveLength(declaredCommands.length);
  });

  it('have a category, and say when they can be run', () => {
    const hidden = (contributes.menus['commandPalette'] ?? [])
      .filter(({ when }) => when === 'false')
      .map(({ command }) => command);
    for (const { command, category, enablement } of contributes.commands) {
      expect(category, command).toBe('%category%');
      if (!hidden.includes(command)) expect(enablement, command).toBeTruthy();
    }
  });

  it('have an icon where they stand in a title or in a line', () => {
    for (const [menu, entries] of Object.entries(contributes.menus)) {
      for (const { command, group = '' } of entries) {
        const asIcon = menu.endsWith('/title') ? /^navigation/ : /^inline/;
        if (!asIcon.test(group)) continue;
        const { icon } = contributes.commands.find((one) => one.command === command) ?? {};
        expect(icon, `${command} in ${menu}`).toMatch(/^\$\([\w-]+\)$/);
      }
    }
  });

  it('of menus, links and completion events exist', () => {
    const linked = [...JSON.stringify([contributes, texts]).matchAll(/command:([\w.]+)/gi)];
    const inMenus = Object.values(contributes.menus).flat();
    const used = [...inMenus.map(({ command }) => command), ...linked.map(([, id = '']) => id)];
    // The editor makes a command for each view that shows it.
    const known = [...declaredCommands, ...told.views.map((id) => `${id}.focus`)];
    const unknown = used.filter((id) => !known.includes(id) && ours(id));
    expect(unknown).toEqual([]);
    const foreign = sorted(used.filter((id) => !ours(id)));
    expect(foreign).toEqual(['workbench.action.files.openFolder']);
  });
});

describe('views and editors', () => {
  const views = Object.values(contributes.views).flat();

  it('are declared where they are registered, and registered where they are declared', () => {
    expect(sorted(told.views)).toEqual(sorted(views.map(({ id }) => id)));
    const editors = contributes.customEditors.map(({ viewType }) => viewType);
    expect(sorted(told.customEditors)).toEqual(sorted(editors));
  });

  it('stand in containers of their own, and have a welcome each', () => {
    const containers = Object.values(contributes.viewsContainers).flat();
    expect(Object.keys(contributes.views)).toEqual(containers.map(({ id }) => id));
    const welcomed = contributes.viewsWelcome.map(({ view }) => view);
    expect(sorted(welcomed)).toEqual(sorted(views.map(({ id }) => id)));
  });

  it('and conditions name only what there is', () => {
    const conditions = stringsOf(contributes)
      .filter(([path]) => /(?:when|enablement)$/.test(path))
      .map(([, condition]) => condition);
    const contextKeys = sources.flatMap(([, text]) =>
      [...text.matchAll(/'(cnnPipelineTuner\.\w+)'/g)].map(([, key = '']) => key),
    );
    const named = conditions.flatMap((text) => text.match(/cnnPipelineTuner(?:\.\w+)+/g) ?? []);
    expect(named.filter((key) => !contextKeys.includes(key))).toEqual([]);
    const languages = contributes.languages.map(({ id }) => id);
    for (const text of conditions) {
      for (const [, id = ''] of text.matchAll(/LangId == ([\w-]+)/g)) {
        expect(languages).toContain(id);
      }
    }
  });
});

describe('settings', () => {
  it('are declared where they are read, and read where they are declared', () => {
    // The language client reads this one by its name.
    const read = [...told.settings, 'cnnPipelineTuner.trace.server'];
    const isRead = (key: string) => read.some((one) => key === one || key.startsWith(`${one}.`));
    expect(Object.keys(settings).filter((key) => !isRead(key))).toEqual([]);
    const isDeclared = (key: string) =>
      Object.keys(settings).some((one) => one === key || one.startsWith(`${key}.`));
    expect(read.filter((key) => !isDeclared(key))).toEqual([]);
  });

  it('of a tuning are those that the server takes', () => {
    const declared = Object.keys(settings).flatMap(
      (key) => /\.tuning\.(\w+)$/.exec(key)?.[1] ?? [],
    );
    // Where trials run is chosen by the command.
    const taken = Object.keys(tuneParamsSchema.properties.options.properties);
    expect(sorted([...declared, 'testbed'])).toEqual(sorted(taken));
    const choices = { assign: assignments, balance: balancings, explorer: Object.keys(explorerFacts) }; // prettier-ignore
    const defaults = { ...defaultExplorerOptions, explorer: 'shisha', trials: null };
    for (const name of declared) {
      const setting = settings[`cnnPipelineTuner.tuning.${name}`];
      expect(setting?.default, name).toBe(Reflect.get(defaults, name));
      expect(setting?.enum, name).toEqual(Reflect.get(choices, name));
      expect(setting?.enumDescriptions?.length, name).toBe(setting?.enum?.length);
    }
  });

  it('of a comparison are those that the server takes', () => {
    const declared = Object.keys(settings).flatMap(
      (key) => /\.comparison\.(\w+)$/.exec(key)?.[1] ?? [],
    );
    const { properties } = compareExplorersParamsSchema.properties.options;
    for (const name of declared) expect(Object.keys(properties)).toContain(name);
    const { items } = settings['cnnPipelineTuner.comparison.explorers'] ?? {};
    expect(items?.enum).toEqual(Object.keys(explorerFacts));
    const { default: seeds, maximum } = settings['cnnPipelineTuner.comparison.seeds'] ?? {};
    expect([seeds, maximum]).toEqual([10, properties.seeds.maximum]);
  });

  it('of a replay are those that the server takes', () => {
    const { properties } = replayInterferenceParamsSchema.properties.options;
    const declared = Object.keys(settings).flatMap(
      (key) => /\.replay\.(\w+)$/.exec(key)?.[1]?.replace('Milliseconds', 'Seconds') ?? [],
    );
    expect(sorted(declared)).toEqual(sorted(Object.keys(properties)));
    const { queries, policies, noise, seed } = Object.fromEntries(
      declared.map((name) => [name, settings[`cnnPipelineTuner.replay.${name}`]]),
    );
    expect([queries?.default, noise?.default, seed?.default]).toEqual([
      replayDefaults.queries,
      replayDefaults.noise,
      replayDefaults.seed,
    ]);
    expect([queries?.maximum, noise?.maximum]).toEqual([properties.queries.maximum, properties.noise.maximum]); // prettier-ignore
    expect(policies?.items?.enum).toEqual(policyNames);
  });

  it('are read in files that this test knows', () => {
    const readers = sources.filter(([, text]) => text.includes('getConfiguration'));
    expect(readers.map(([name]) => name).sort()).toEqual([
      'comparison/compareOptions.ts',
      'heatStrip/heatStrip.ts',
      'replay/replayOptions.ts',
      'serverSettings.ts',
      'tuneOptions.ts',
    ]);
  });

  it('have a description, a default, a scope and a place of their own', () => {
    const orders = Object.values(settings).map(({ order }) => order);
    expect(new Set(orders).size).toBe(orders.length);
    for (const [key, setting] of Object.entries(settings)) {
      expect(setting.markdownDescription, key).toMatch(/^%.+%$/);
      expect(setting, key).toHaveProperty('default');
      expect(setting.scope, key).toMatch(/^(?:window|resource|machine-overridable)$/);
    }
  });
});

describe('texts', () => {
  const used = stringsOf(manifest).flatMap(([, text]) =>
    [...text.matchAll(/%([\w.]+)%/g)].map(([, key = '']) => key),
  );

  it('are used where they are given, and given where they are used', () => {
    expect(sorted(used)).toEqual(sorted(Object.keys(texts)));
    for (const [key, text] of Object.entries(texts)) expect(text.trim(), key).not.toBe('');
  });

  it('stand in the manifest by their keys alone', () => {
    const forPeople = /(?:^displayName|^description|title|contents|[dD]escription|altText|\bname)$/;
    const literal = stringsOf({ ...manifest, ...contributes, contributes: undefined })
      .filter(([path]) => forPeople.test(path) || /enumDescriptions\.\d+$/.test(path))
      .filter(([path, text]) => path !== 'name' && !/^%[\w.]+%$/.test(text));
    expect(literal).toEqual([]);
  });

  it('of the code can be translated', () => {
    const shown =
      /\b(?:show(?:Information|Warning|Error)Message\(|(?:title|placeHolder|prompt|openLabel|tooltip|text)(?::| =))\s*(['"`])(.*?)\1/gs;
    const found = sources.flatMap(([name, text]) =>
      [...text.matchAll(shown)].map(([, , words = '']) => `${name}: ${words}`),
    );
    expect(found).not.toEqual([]);
    // Names of the product and icons are the same in every language; so are translated parts.
    const literal = found.filter((words) =>
      /: .*[a-z]{2}/i.test(words.replace(/\$\{[^}]*\}|\$\([\w-]+\)|CNN Pipeline Tuner/g, '')),
    );
    expect(literal).toEqual([]);
  });
});

describe('the walkthrough', () => {
  const [walkthrough] = contributes.walkthroughs ?? [];

  it('has five steps, with a picture for every kind of theme', () => {
    expect(walkthrough?.steps).toHaveLength(5);
    for (const { id, media } of walkthrough?.steps ?? []) {
      expect(Object.keys(media.image).sort(), id).toEqual(['dark', 'hc', 'hcLight', 'light']);
      expect(media.altText, id).toMatch(/^%/);
    }
  });

  it('has pictures that are all used and together small', () => {
    const folder = join(root, 'media/walkthrough');
    const names = readdirSync(folder);
    const used = (walkthrough?.steps ?? []).flatMap(({ media }) => Object.values(media.image));
    expect(sorted(used)).toEqual(sorted(names.map((name) => `media/walkthrough/${name}`)));
    const bytes = names.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
    expect(bytes).toBeLessThan(400_000);
  });

  it('sees a step done by commands, views and contexts that there are', () => {
    for (const { completionEvents = [] } of walkthrough?.steps ?? []) {
      expect(completionEvents).not.toEqual([]);
      for (const event of completionEvents) {
        const [, kind = '', id = ''] = /^on(Command|View|Context):(.+)$/.exec(event) ?? [];
        const there = { Command: declaredCommands, View: told.views, Context: [ids.serverStarted] };
        expect(Reflect.get(there, kind), event).toContain(id);
      }
    }
  });
});

it('activates on what the manifest implies, and for panels that come back with the window', () => {
  const events = told.panels.map((viewType) => `onWebviewPanel:${viewType}`);
  expect(told.panels).toHaveLength(4);
  expect(sorted(manifest.activationEvents)).toEqual(sorted(events));
});

it('says what works in workspaces that are not trusted or not on disk', () => {
  for (const kind of ['untrustedWorkspaces', 'virtualWorkspaces']) {
    const { supported, description } = manifest.capabilities[kind] ?? {};
    expect(supported, kind).toBe('limited');
    expect(description, kind).toMatch(/^%capabilities\.\w+%$/);
  }
});
