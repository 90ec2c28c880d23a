// Shows a cell's note beside it while the pointer or the keyboard is on the cell.
import { element } from './element.ts';

const TIP_ID = 'note-tip';
const MARGIN_PX = 8;

/** Listens on `area`, which scrolls, for cells with `data-note`; Escape or leaving hides the tip. */
export function attachNoteTip(area: HTMLElement): HTMLElement {
  const tip = element('div', { id: TIP_ID, role: 'tooltip', class: 'note-tip', hidden: true });
  let described: HTMLElement | undefined;

  function show(cell: HTMLElement): void {
    hide();
    tip.textContent = cell.dataset.note ?? '';
    tip.hidden = false;
    placeBeside(tip, cell.getBoundingClientRect());
    cell.setAttribute('aria-describedby', TIP_ID);
    described = cell;
  }

  function hide(): void {
    described?.removeAttribute('aria-describedby');
    described = undefined;
    tip.hidden = true;
  }

  /** A cell that gets the focus is scrolled into sight: its tip goes with it. */
  function follow(): void {
    if (described === undefined) return;
    const cell = described.getBoundingClientRect();
    const sight = area.getBoundingClientRect();
    const isInSight =
      cell.bottom > sight.top &&
      cell.top < sight.bottom &&
      cell.right > sight.left &&
      cell.left < sight.right;
    if (isInSight) placeBeside(tip, cell);
    else hide();
  }

  /** Leaving with the pointer gives way to the cell that has the focus. */
  function leave(event: MouseEvent): void {
    const to = event.relatedTarget;
    if (to instanceof Node && (tip.contains(to) || described?.contains(to))) return;
    const focused = findNoted(document.activeElement);
    if (focused !== undefined && area.contains(focused)) show(focused);
    else hide();
  }

  area.addEventListener('mouseover', (event) => {
    const cell = findNoted(event.target);
    if (cell !== undefined && cell !== described) show(cell);
  });
  area.addEventListener('mouseout', leave);
  tip.addEventListener('mouseleave', leave);
  area.addEventListener('focusin', (event) => {
    const cell = findNoted(event.target);
    if (cell !== undefined) show(cell);
  });
  area.addEventListener('focusout', hide);
  area.addEventListener('scroll', follow, { passive: true });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') hide();
  });
  return tip;
}

function findNoted(target: EventTarget | null): HTMLElement | undefined {
  const cell = target instanceof Element ? target.closest('[data-note]') : null;
  return cell instanceof HTMLElement ? cell : undefined;
}

/** Below the cell where there is room, else above it; always inside the window. */
function placeBeside(tip: HTMLElement, cell: DOMRect): void {
  const width = document.documentElement.clientWidth;
  const left = Math.min(Math.max(MARGIN_PX, cell.left), width - tip.offsetWidth - MARGIN_PX);
  const fitsBelow = cell.bottom + tip.offsetHeight + MARGIN_PX <= window.innerHeight;
  const top = fitsBelow ? cell.bottom : Math.max(MARGIN_PX, cell.top - tip.offsetHeight);
  tip.style.left = `${Math.max(MARGIN_PX, left)}px`;
  tip.style.top = `${top}px`;
}
