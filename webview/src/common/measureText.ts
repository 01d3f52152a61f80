/** The faces that pictures are lettered in. */
export type Face = 'body' | 'strong' | 'small';

/** Letter sizes in pixels, and the width of a text in pixels. */
export interface Lettering {
  readonly body: number;
  readonly small: number;
  readonly widthOf: (text: string, face: Face) => number;
}

/** Sizes of the faces for a body size: `strong` is as large as `body`. */
export function letterSizes(body: number): { readonly body: number; readonly small: number } {
  return { body, small: Math.max(10, Math.round(body * 0.85)) };
}

/** Measures with the page's own font, as `element` inherits it from the editor's settings. */
export function pageLettering(element: Element): Lettering {
  const style = getComputedStyle(element);
  const sizes = letterSizes(Number.parseFloat(style.fontSize) || 13);
  const context = document.createElement('canvas').getContext('2d');
  const fonts: Record<Face, string> = {
    body: `${sizes.body}px ${style.fontFamily}`,
    strong: `600 ${sizes.body}px ${style.fontFamily}`,
    small: `${sizes.small}px ${style.fontFamily}`,
  };
  const known = new Map<string, number>();
  const widthOf = (text: string, face: Face): number => {
    const key = `${face} ${text}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    let width = text.length * sizes.body * 0.6;
    if (context) {
      if (context.font !== fonts[face]) context.font = fonts[face];
      width = context.measureText(text).width;
    }
    known.set(key, width);
    return width;
  };
  return { ...sizes, widthOf };
}

/** The page's font in its small size, as charts take it. */
export function fontOf({ small }: Lettering): { readonly family: string; readonly size: number } {
  return { family: getComputedStyle(document.body).fontFamily, size: small };
}
