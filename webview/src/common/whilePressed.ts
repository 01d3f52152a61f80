/** Calls back where a pointer is pressed on an element, and wherever it is dragged to from there. */
export function whilePressed(element: HTMLElement, follow: (event: PointerEvent) => void): void {
  element.addEventListener('pointerdown', (event) => {
    element.setPointerCapture(event.pointerId);
    follow(event);
  });
  element.addEventListener('pointermove', (event) => {
    if (element.hasPointerCapture(event.pointerId)) follow(event);
  });
}
