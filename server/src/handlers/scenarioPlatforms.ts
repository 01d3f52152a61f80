import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Location } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import {
  noPlatformHere,
  notPlatformPath,
  scenarioPlatformPath,
} from '../adapters/scenarioPlatformPath';
import type { NamedPlace } from '../../engine/platform/namedPlaces';
import type { Analysis } from '../language/analysis';
import { fileKindOf } from '../language/fileKind';
import type { ScenarioPlatform } from '../language/scenarioPlatform';
import { nameIndexOf } from '../language/symbols/nameIndexOf';
import { scalarText, valueOf } from '../language/symbols/treeReading';
import { platformAnalysis } from './platformAnalysis';
import type { ServerContext } from './serverContext';

/** The platform is another one rarely: it is looked for when typing pauses. */
const pauseMilliseconds = 300;
/** Most platforms beside a scenario that are read for their names. */
const mostBeside = 16;

/** Tells the language service of the platform that each open scenario names, or of those beside it. */
export class ScenarioPlatforms {
  private readonly waiting = new Map<string, NodeJS.Timeout>();
  /** What was told last, as text that can be compared. */
  private readonly told = new Map<string, string>();

  /** @param onChange told of a scenario whose platform is another now. */
  constructor(
    private readonly context: ServerContext,
    private readonly onChange: (document: TextDocument) => void,
  ) {}

  /** A text was opened or typed in. */
  changed({ uri, languageId }: TextDocument): void {
    const kind = fileKindOf(languageId, uri);
    if (kind === 'interference') this.lookSoon(uri);
    if (kind === 'platform') this.platformsChanged();
  }

  /** Platforms may have changed. */
  platformsChanged(): void {
    for (const { uri, languageId } of this.context.documents.all()) {
      if (fileKindOf(languageId, uri) === 'interference') this.lookSoon(uri);
    }
  }

  /** Drops what is held of a closed text. */
  closed(uri: string): void {
    clearTimeout(this.waiting.get(uri));
    this.waiting.delete(uri);
    this.told.delete(uri);
  }

  dispose(): void {
    for (const timer of this.waiting.values()) clearTimeout(timer);
    this.waiting.clear();
  }

  private lookSoon(uri: string): void {
    clearTimeout(this.waiting.get(uri));
    const look = () => {
      this.waiting.delete(uri);
      // What cannot be found is not known, and is no failure.
      this.look(uri).catch(() => undefined);
    };
    // What is new is wanted at once.
    this.waiting.set(uri, setTimeout(look, this.told.has(uri) ? pauseMilliseconds : 0));
  }

  private async look(uri: string): Promise<void> {
    const { documents, language } = this.context;
    const document = documents.get(uri);
    const analysis = document === undefined ? null : language.analyse(document);
    if (analysis === null) return;
    const platform = await this.platformOf(uri, analysis);
    const current = documents.get(uri);
    const text = JSON.stringify([platform, [...platform.declarations]]);
    // The text was closed meanwhile, or nothing is new.
    if (current === undefined || this.told.get(uri) === text) return;
    this.told.set(uri, text);
    language.setScenarioPlatform(uri, platform);
    this.onChange(current);
  }

  private async platformOf(uri: string, { file }: Analysis): Promise<ScenarioPlatform> {
    const { scheme, fsPath } = URI.parse(uri);
    const written = scalarText(valueOf(file.root, 'platform'));
    const isNamed = written !== null && scheme === 'file';
    if (scheme !== 'file') return described([], isNamed, null);
    if (written === null) return described(await this.read(await beside(fsPath)), false, null);
    const path = scenarioPlatformPath(fsPath, written);
    if (path === null) return described([], true, notPlatformPath);
    const read = await this.read([path]);
    return described(read, true, read.length === 0 ? noPlatformHere : null);
  }

  private async read(paths: readonly string[]): Promise<ReadPlatform[]> {
    const found: ReadPlatform[] = [];
    for (const path of paths) {
      const uri = URI.file(path).toString();
      const analysis = await platformAnalysis(uri, this.context);
      if (analysis?.platform) found.push({ uri, analysis, places: analysis.platform.places });
    }
    return found;
  }
}

interface ReadPlatform {
  readonly uri: string;
  readonly analysis: Analysis;
  readonly places: readonly NamedPlace[];
}

async function beside(path: string): Promise<string[]> {
  const folder = dirname(path);
  const names = await readdir(folder).catch(() => []);
  const platforms = names.filter((name) => /\.platform\.ya?ml$/i.test(name)).sort();
  return platforms.slice(0, mostBeside).map((name) => join(folder, name));
}

function described(
  platforms: readonly ReadPlatform[],
  isNamed: boolean,
  obstacle: string | null,
): ScenarioPlatform {
  const places = new Map<string, NamedPlace>();
  const declarations = new Map<string, Location>();
  for (const { uri, analysis, places: own } of platforms) {
    for (const { name, group } of own) if (!places.has(name)) places.set(name, { name, group });
    for (const { kind, name, declarations: found } of nameIndexOf(analysis).things) {
      const [first] = found;
      if (kind !== 'place' || first === undefined || declarations.has(name)) continue;
      declarations.set(name, { uri, range: analysis.file.rangeOf(first.name ?? first.extent) });
    }
  }
  return { isNamed, places: [...places.values()], obstacle, declarations };
}
