import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { PanelHost, type Panel } from './panelHost';

/**
 * A browser for the tests of a file. A panel is closed before another is opened, and after its test; by
 * then it must have met no error, and asked for nothing that its policy refuses.
 */
export function checkedPanels(): Pick<PanelHost, 'open'> {
  let host: PanelHost;
  let open: Panel | null = null;
  const close = async (): Promise<void> => {
    const panel = open;
    open = null;
    if (panel === null) return;
    const violations = await panel.violations();
    await panel.close();
    expect(violations).toEqual([]);
    expect(panel.errors).toEqual([]);
  };
  beforeAll(async () => {
    host = await PanelHost.start();
  });
  afterEach(close);
  afterAll(() => host.stop());
  return {
    async open(options) {
      await close();
      return (open = await host.open(options));
    },
  };
}
