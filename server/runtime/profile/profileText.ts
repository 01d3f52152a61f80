import type { ProfileFile } from '../../engine/cost/profileSchema';

/** The text of a profile, a line a layer: people look into it. */
export function profileText(profile: ProfileFile): string {
  const entries = Object.entries(profile).map(([key, value]) => {
    const isTable = Array.isArray(value) && value.some((row) => typeof row === 'object');
    const text = isTable
      ? `[\n${value.map((row) => `    ${JSON.stringify(row)}`).join(',\n')}\n  ]`
      : JSON.stringify(value);
    return `  ${JSON.stringify(key)}: ${text}`;
  });
  return `{\n${entries.join(',\n')}\n}\n`;
}
