import { nothing, svg, type TemplateResult } from 'lit';

/** A rectangle in pixels from the top left of the picture. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** One line of text whose box is [x, x + width]; it is aligned to one side of that box. */
export interface MapLabel<Kind extends string> {
  /** What the text says, which decides its face and colour. */
  readonly kind: Kind;
  readonly text: string;
  readonly x: number;
  readonly baseline: number;
  readonly width: number;
  readonly align: 'start' | 'middle' | 'end';
}

/** A rectangle for the eyes only; what it means is said by the element around it. */
export function box({ x, y, width, height }: Rect, kind: string, fill?: string): TemplateResult {
  return svg`<rect aria-hidden="true" class=${kind} fill=${fill ?? nothing}
    x=${x} y=${y} width=${Math.max(0, width)} height=${Math.max(0, height)} />`;
}

/** A line of text; without a width it is aligned to `x` itself. */
export function text({
  kind,
  text: words,
  x,
  baseline,
  width = 0,
  align,
}: Omit<MapLabel<string>, 'width'> & { readonly width?: number }): TemplateResult {
  const anchor = align === 'start' ? x : align === 'end' ? x + width : x + width / 2;
  return svg`<text class="label text-${kind} ${align}" x=${anchor} y=${baseline}>${words}</text>`;
}

/** Dots of slow places, `url(#ID-slow)`, and hatches of idle time, `url(#ID-idle)`; `id` is unique in the page. */
export function patterns(id: string): TemplateResult {
  return svg`<defs>
    <pattern id="${id}-slow" width="5" height="5" patternUnits="userSpaceOnUse">
      <circle class="dot" cx="1.5" cy="1.5" r="0.85" />
    </pattern>
    <pattern
      id="${id}-idle"
      width="6"
      height="6"
      patternUnits="userSpaceOnUse"
      patternTransform="rotate(45)"
    >
      <line class="hatch" x1="0" x2="0" y1="0" y2="6" />
    </pattern>
  </defs>`;
}
