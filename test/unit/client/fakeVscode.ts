/** What an extension told the editor while it was activated. */
export interface Told {
  readonly commands: string[];
  readonly views: string[];
  readonly customEditors: string[];
  readonly panels: string[];
  readonly contextKeys: string[];
  readonly settings: string[];
}

/** What has been told since the last {@link forgetAll}. */
export const told: Told = {
  commands: [],
  views: [],
  customEditors: [],
  panels: [],
  contextKeys: [],
  settings: [],
};

/** Forgets everything that was told. */
export function forgetAll(): void {
  for (const list of Object.values(told)) list.length = 0;
}

class Disposable {
  static from = () => new Disposable();
  dispose(): void {}
}

class EventEmitter {
  readonly event = () => new Disposable();
  fire(): void {}
  dispose(): void {}
}

class Uri {
  static file = () => new Uri();
  static parse = () => new Uri();
  static joinPath = () => new Uri();
  readonly scheme = 'file';
  readonly path = '/fake';
  readonly fsPath = '/fake';
}

/** A value that nobody looks into. */
class Plain {
  readonly id = '';
}

/** A part of the API where every function that is not named gives another such part. */
function part(named: object = {}): object {
  return new Proxy(named, {
    get(target, key): unknown {
      // Whatever has a `then` would be waited for.
      return key === 'then' ? undefined : (Reflect.get(target, key) ?? (() => part()));
    },
  });
}

const note =
  (list: string[]) =>
  (id: string): unknown => {
    list.push(id);
    return part();
  };

function getConfiguration(section = '') {
  const within = (key: string) => [section, key].filter(Boolean).join('.');
  return {
    get(key: string, otherwise: unknown) {
      told.settings.push(within(key));
      return otherwise;
    },
  };
}

/** The editor's API, as far as activation needs it; it notes what it is told. */
export const fakeVscode = {
  commands: part({
    registerCommand: note(told.commands),
    registerTextEditorCommand: note(told.commands),
    executeCommand(id: string, key: string) {
      if (id === 'setContext') told.contextKeys.push(key);
      return Promise.resolve();
    },
  }),
  window: part({
    createTreeView: note(told.views),
    registerTreeDataProvider: note(told.views),
    registerWebviewViewProvider: note(told.views),
    registerCustomEditorProvider: note(told.customEditors),
    registerWebviewPanelSerializer: note(told.panels),
    tabGroups: part({ all: [], activeTabGroup: { activeTab: undefined } }),
    visibleTextEditors: [],
  }),
  workspace: part({ getConfiguration, textDocuments: [], isTrusted: true, fs: part() }),
  languages: part(),
  env: { language: 'en' },
  l10n: { t: (message: string) => message },
  ConfigurationTarget: { Global: 1, Workspace: 2 },
  Disposable,
  EventEmitter,
  FileType: { File: 1, Directory: 2 },
  OverviewRulerLane: { Left: 1, Center: 2, Right: 4, Full: 7 },
  DecorationRangeBehavior: { OpenOpen: 0, ClosedClosed: 1 },
  StatusBarAlignment: { Left: 1, Right: 2 },
  TabInputCustom: Plain,
  TabInputText: Plain,
  TabInputWebview: Plain,
  ThemeColor: Plain,
  ThemeIcon: Plain,
  TreeItemCollapsibleState: { None: 0, Collapsed: 1, Expanded: 2 },
  Uri,
  ViewColumn: { Active: -1, Beside: -2 },
};
