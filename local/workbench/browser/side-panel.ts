// What happens inside, beside the spreadsheet: switches, the clock, one row's way, the timeline.
import { element } from './element.ts';
import { TEXTS } from './texts.ts';

export type SidePanel = {
  readonly root: HTMLElement;
  toggle(): void;
  readonly button: HTMLElement;
};

const STORAGE_KEY = 'inside';

/** Whether it is open is remembered in this browser; at first it is, where there is room. */
export function createSidePanel(parts: readonly HTMLElement[]): SidePanel {
  const root = element(
    'aside',
    { class: 'side', 'aria-label': TEXTS.inside, id: 'side' },
    ...parts,
  );
  const button = element(
    'button',
    { type: 'button', class: 'header-button', 'aria-controls': 'side' },
    TEXTS.showInside,
  );

  let isOpen = false;

  function setOpen(open: boolean): void {
    isOpen = open;
    root.hidden = !open;
    button.setAttribute('aria-expanded', String(isOpen));
    // The grid measures its room when the window says that it changed.
    window.dispatchEvent(new Event('resize'));
  }

  function toggle(): void {
    setOpen(!isOpen);
    if (isOpen) root.scrollIntoView({ block: 'nearest' });
    localStorage.setItem(STORAGE_KEY, isOpen ? 'open' : 'closed');
  }

  button.addEventListener('click', toggle);
  const stored = localStorage.getItem(STORAGE_KEY);
  const hasRoom = window.matchMedia('(min-width: 1400px)').matches;
  setOpen(stored === null ? hasRoom : stored === 'open');
  return { root, toggle, button };
}
