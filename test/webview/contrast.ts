import type { Panel } from './panelHost';

/** A text on the page, and its contrast with what is behind it by WCAG 2: 1…21. */
export interface TextContrast {
  readonly text: string;
  readonly contrast: number;
}

/** Every text that can be seen in the window; words of disabled buttons are left out. */
export async function textContrasts({ page }: Panel): Promise<TextContrast[]> {
  const found = await page.evaluate(readTexts);
  return found.map(({ text, ink, paper }) => ({ text, contrast: contrast(ink, paper) }));
}

/** Those of too little contrast to be read by everyone. */
export function faint(texts: readonly TextContrast[]): string[] {
  return texts
    .filter((text) => text.contrast < 4.5)
    .map((text) => `${text.text}: ${text.contrast.toFixed(2)}`);
}

/** Runs in the page. */
function readTexts(): { text: string; ink: number[]; paper: number[] }[] {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (!canvas) throw new Error('The page has no canvas.');
  // What is painted over what is asked for as a pointer would: nothing may be transparent to it.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('* { pointer-events: auto !important; }');
  document.adoptedStyleSheets.push(sheet);

  /** Coats of colour from the lowest to the uppermost, as one colour. */
  const mixed = (coats: readonly { color: string; opacity: number }[]): number[] => {
    canvas.clearRect(0, 0, 1, 1);
    for (const { color, opacity } of coats) {
      canvas.globalAlpha = opacity;
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
    }
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const opacityOf = (element: Element): number => {
    let opacity = 1;
    for (let at: Element | null = element; at; at = at.parentElement)
      opacity *= Number(getComputedStyle(at).opacity);
    return opacity;
  };
  const paint = (element: Element): string => {
    const { fill, fillOpacity, backgroundColor } = getComputedStyle(element);
    if (!(element instanceof SVGElement)) return backgroundColor;
    const isShape = element instanceof SVGGeometryElement;
    return !isShape || fill === 'none' || fill.startsWith('url(') || fillOpacity === '0'
      ? 'transparent'
      : fill;
  };
  const paperCoats = (element: Element, x: number, y: number) => {
    const under = document.elementsFromPoint(x, y).filter((each) => each !== element);
    const coats = under.map((each) => ({ color: paint(each), opacity: opacityOf(each) }));
    const own = getComputedStyle(element);
    const halo = own.paintOrder.startsWith('stroke') && Number.parseFloat(own.strokeWidth) >= 2;
    const top = { color: halo ? own.stroke : paint(element), opacity: opacityOf(element) };
    const page = { color: getComputedStyle(document.body).backgroundColor, opacity: 1 };
    return [page, ...coats.reverse(), top];
  };

  const texts: { text: string; ink: number[]; paper: number[] }[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const element = node.parentElement;
    const text = node.textContent?.trim() ?? '';
    if (!element || text === '' || element.closest('script, style, :disabled, option')) continue;
    if (!element.checkVisibility() || element.closest('.visually-hidden')) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    const x = box.x + Math.min(box.width, innerWidth - box.x) / 2;
    const y = box.y + box.height / 2;
    if (box.width < 2 || x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) continue;
    // What is scrolled away within its frame is not seen.
    if (!document.elementsFromPoint(x, y).some((each) => each.contains(element))) continue;
    const { color, fill } = getComputedStyle(element);
    const coats = paperCoats(element, x, y);
    const ink = {
      color: element instanceof SVGElement ? fill : color,
      opacity: opacityOf(element),
    };
    texts.push({ text: text.slice(0, 60), ink: mixed([...coats, ink]), paper: mixed(coats) });
  }
  document.adoptedStyleSheets.pop();
  return texts;
}

function contrast(ink: readonly number[], paper: readonly number[]): number {
  const [light = 0, dark = 0] = [luminance(ink), luminance(paper)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = color.map((channel) => {
    const share = channel / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
