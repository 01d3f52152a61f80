/** What a run in the extension host tells the process that started it. */
export interface SuiteReport {
  readonly passed: string[];
  readonly failed: { readonly title: string; readonly reason: string }[];
}
