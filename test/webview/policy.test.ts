import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { panelHtml } from '../../client/src/panels/panelHtml';
import { PanelHost, panelNames } from './panelHost';

let host: PanelHost;
beforeAll(async () => {
  host = await PanelHost.start();
});
afterAll(() => host.stop());

describe('the policy of a panel’s page', () => {
  it.each(panelNames)('refuses what the %s panel does not need', async (name) => {
    const panel = await host.open({ panel: name });
    const tried = await panel.page.evaluate(async () => {
      const add = (tag: string, attribute: string, value: string): HTMLElement => {
        const element = document.createElement(tag);
        element.setAttribute(attribute, value);
        document.body.append(element);
        return element;
      };
      const styled = add('p', 'style', 'color: red');
      add('script', 'src', '/stageMap.js');
      add('img', 'src', '/x.png');
      add('iframe', 'src', '/layers');
      document.body.append(
        Object.assign(document.createElement('style'), { textContent: 'p {}' }),
        Object.assign(document.createElement('script'), { textContent: 'window.savedState = 1' }),
      );
      await fetch('/layers').catch(() => null);
      return { color: styled.style.color, ran: window.savedState === 1 };
    });
    expect(tried).toEqual({ color: '', ran: false });
    const refused = async () =>
      (await panel.violations()).map((violation) => violation.split(' ')[0]).sort();
    await expect
      .poll(refused)
      .toEqual([
        'connect-src',
        'frame-src',
        'img-src',
        'script-src-elem',
        'script-src-elem',
        'style-src-attr',
        'style-src-elem',
      ]);
    await panel.close();
  });

  it('is not changed by a title or a language', () => {
    const html = panelHtml({
      script: 'a.js',
      style: 'a.css',
      title: '</title><script>alert("1 & 2")</script>',
      language: '"><script>',
      source: 'https://host',
      nonce: 'n',
    });
    expect(html.match(/<script/g)).toHaveLength(1);
    expect(html).toContain('<html lang="en">');
    expect(html).toContain(`style-src https://host;`);
    expect(html).not.toContain('unsafe');
  });
});
