import { ref } from 'lit/directives/ref.js';

/** Where an element is put, in pixels. */
export type Place = Partial<Record<'left' | 'top' | 'width' | 'height', number>>;

/**
 * Puts an element somewhere: `<div ${place({ left: 8, width: 40 })}>`. Sets its style by properties:
 * the page's policy allows no style attributes.
 */
export function place(where: Place): ReturnType<typeof ref> {
  return ref((element) => {
    if (!(element instanceof HTMLElement || element instanceof SVGElement)) return;
    for (const [name, pixels] of Object.entries(where)) {
      element.style.setProperty(name, `${pixels}px`);
    }
  });
}
