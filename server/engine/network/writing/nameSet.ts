/** Names that differ from each other. */
export class NameSet {
  private readonly taken = new Set<string>();

  /** `wanted`, or with a number where it is taken; for a repeat, its copies' names are taken too. */
  take(wanted: string, copies = 1): string {
    let name = wanted;
    for (let i = 2; !this.isFree(name, copies); i += 1) name = `${wanted}_${i}`;
    this.taken.add(name);
    if (copies > 1) for (let i = 1; i <= copies; i += 1) this.taken.add(`${name}_${i}`);
    return name;
  }

  /** `word1`, `word2`, …: the first that is free. */
  number(word: string, copies = 1): string {
    for (let i = 1; ; i += 1) {
      if (this.isFree(`${word}${i}`, copies)) return this.take(`${word}${i}`, copies);
    }
  }

  isFree(name: string, copies = 1): boolean {
    if (this.taken.has(name)) return false;
    if (copies === 1) return true;
    return !Array.from({ length: copies }, (_, i) => `${name}_${i + 1}`).some((n) =>
      this.taken.has(n),
    );
  }
}
