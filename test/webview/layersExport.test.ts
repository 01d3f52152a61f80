import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeXml } from '../../webview/src/common/escapeXml';
import { layersCsv } from '../../webview/src/layers/layersCsv';
import { layersSvg } from '../../webview/src/layers/layersSvg';
import { plainLook } from '../../webview/src/layers/layersLook';
import { layersLayout } from '../../webview/src/layers/layout';
import { hostileNames, letters } from './letters';
import { exampleLayers, measuredLayers } from './sampleLayers';
import { models, looks } from './layersModels';

describe('what is exported', () => {
  it('has a line of values for each row, and no formulas', () => {
    const base = measuredLayers('alexnet', 'chiplet-2f2s');
    const layers = base.layers.map((layer, index) => ({
      ...layer,
      name: hostileNames[index % hostileNames.length] ?? '',
    }));
    const csv = layersCsv({ ...base, layers }, [6, 1, 0]);
    const lines = csv.split('\r\n');
    expect(lines[0]).toBe(
      'index,layer,operator,input_shape,output_shape,weight,macs,parameters,activation_bytes,' +
        'cut_bytes,estimated_seconds fep ×2,estimated_seconds sep ×2,measured_seconds fep ×2,measured_seconds sep ×2',
    );
    expect(lines).toHaveLength(5);
    expect(lines[1]).toMatch(/^7,'=cmd\|calc,/);
    expect(lines[2]).toMatch(/^2,"""'&`\$\{1\}",/);
    expect(lines[3]?.split(',').at(-1)).toBe(String(layers[0]?.measuredSeconds[1]));
  });

  it('is a picture that stands alone, with names as text', () => {
    fc.assert(
      fc.property(models, looks, (model, look) => {
        const colors = Object.fromEntries(
          ['background', 'text', 'quiet', 'line', 'amount', 'fast', 'slow', 'mark'].map((key) => [key, '#123456']),
        ) as Parameters<typeof layersSvg>[3]['colors'];
        const svg = layersSvg(model, look, letters, { fontFamily: '"A & B"', colors });
        expect(svg).toMatch(/^<svg xmlns/);
        expect(svg).not.toMatch(/<img|NaN|Infinity|undefined/);
        expect(svg.match(/<g>/g)?.length ?? 0).toBe(layersLayout(model, look, 1400, letters).rows.length);
      }),
      { numRuns: 50 },
    ); // prettier-ignore
    expect(escapeXml('<a b="c">&\u0000\u0007')).toBe('&lt;a b=&quot;c&quot;&gt;&amp;');
  });

  it('leaves out what no page can hold', () => {
    const base = exampleLayers('alexnet', 'chiplet-2f2s');
    const layers = Array.from({ length: 1500 }, (_, index) => base.layers[index % 8]).flatMap((l) => l ?? []); // prettier-ignore
    const colors = { background: '', text: '', quiet: '', line: '', amount: '', fast: '', slow: '', mark: '' }; // prettier-ignore
    const svg = layersSvg({ ...base, layers }, plainLook, letters, { fontFamily: 'x', colors });
    expect(svg).toContain('and 500 more layers');
  });
});
