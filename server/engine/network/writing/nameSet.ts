/** Names that differ from each other. */
export class NameSet {
  private readonly taken = new Set<string>();
  /** Where counting goes on for each word, so that many equal names cost no more than one each. */
  private readonly counted = new Map<string, number>();

  /** `wanted`, or with a number where it is taken; for a repeat, its copies' names are taken too. */
  take(wanted: string, copies = 1): string {
    return this.isFree(wanted, copies)
      ? this.keep(wanted, copies)
      : this.next(`${wanted}_`, 2, copies);
  }

  /** `word1`, `word2`, …: the next that is free. */
  number(word: string, copies = 1): string {
    return this.next(word, 1, copies);
  }

  isFree(name: string, copies = 1): boolean {
    if (this.taken.has(name)) return false;
    return copies === 1 || !copyNames(name, copies).some((copy) => this.taken.has(copy));
  }

  private next(word: string, first: number, copies: number): string {
    let number = this.counted.get(word) ?? first;
    while (!this.isFree(`${word}${number}`, copies)) number += 1;
    this.counted.set(word, number + 1);
    return this.keep(`${word}${number}`, copies);
  }

  private keep(name: string, copies: number): string {
    this.taken.add(name);
    if (copies > 1) for (const copy of copyNames(name, copies)) this.taken.add(copy);
    return name;
  }
}

function copyNames(name: string, copies: number): string[] {
  return Array.from({ length: copies }, (_, i) => `${name}_${i + 1}`);
}
