/**
 * The value of CSS colour variables as a canvas understands it: `themeColors('--fast')` resolves
 * variables and mixes against the theme of the moment.
 */
export function themeColors<Name extends string>(...names: Name[]): Record<Name, string> {
  const probe = document.createElement('span');
  probe.className = 'color-probe';
  document.body.append(probe);
  const style = getComputedStyle(probe);
  const colors = Object.fromEntries(
    names.map((name) => {
      probe.style.color = `var(${name})`;
      return [name, style.color];
    }),
  ) as Record<Name, string>;
  probe.remove();
  return colors;
}

/** Calls back when the editor's theme or font changes, or forced colours are switched. */
export function onThemeChange(changed: () => void): void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ['style', 'class'] });
  observer.observe(document.body, { attributeFilter: ['class', 'data-vscode-theme-id'] });
  matchMedia('(forced-colors: active)').addEventListener('change', changed);
}
