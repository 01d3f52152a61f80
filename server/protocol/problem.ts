/** How serious a problem is, in the words of the Language Server Protocol. */
export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** What a person wants of a rule: another severity, or silence. */
export type RuleSetting = Severity | 'off';

/** Settings of rules by their ids; rules that are not named keep their severity. */
export type RuleSettings = Readonly<Record<string, RuleSetting>>;

/** Where in plain parsed data: keys and indices from the root. */
export type DataPath = readonly (string | number)[];

/** Something wrong with, or worth knowing about, a value in a file. */
export interface Problem {
  /** Rule id: the key of the rule table, the `Diagnostic.code`, and the anchor in docs/rules.md. */
  readonly code: string;
  readonly severity: Severity;
  /** One sentence: what is wrong and what to do about it. */
  readonly message: string;
  readonly path: DataPath;
  /** Whether the key at `path` is meant, or its value (the default). */
  readonly on?: 'key' | 'value';
  /** Other places that explain the problem, such as the use that instantiates a template. */
  readonly related?: readonly { readonly path: DataPath; readonly message: string }[];
  /** Keys that the mapping at `path` lacks. */
  readonly missing?: readonly string[];
  /** A replacement for the text at `path` that mends the problem. */
  readonly suggestion?: string;
}
