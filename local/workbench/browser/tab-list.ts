// The tabs of one spreadsheet; arrow keys move between them as in any tab list.
import type { TabEntry } from '../api/page-api.ts';
import { button, element, fill } from './element.ts';
import { TEXTS } from './texts.ts';

export type TabList = {
  readonly root: HTMLElement;
  show(tabs: readonly TabEntry[], current: number | undefined): void;
};

export function createTabList(onSelect: (sheetId: number) => void): TabList {
  const root = element('div', { class: 'tabs', role: 'tablist', 'aria-label': TEXTS.tabs });
  root.addEventListener('keydown', (event) => {
    const buttons = [...root.querySelectorAll('button')];
    const at = buttons.findIndex((one) => one.matches(':focus'));
    const next = at < 0 ? undefined : buttons[toNextIndex(event.key, at, buttons.length)];
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
    next.click();
  });
  return {
    root,
    show(tabs, current) {
      fill(
        root,
        ...tabs.map(({ sheetId, title, hidden }) => {
          const isCurrent = sheetId === current;
          const label = hidden ? `${title} (${TEXTS.hiddenTab})` : title;
          return button(
            label,
            {
              role: 'tab',
              id: `tab-${sheetId}`,
              'data-focus': `tab ${sheetId}`,
              'aria-selected': String(isCurrent),
              'aria-controls': 'table-panel',
              tabindex: isCurrent ? '0' : '-1',
            },
            () => onSelect(sheetId),
          );
        }),
      );
      showSelected(root);
    },
  };
}

/** Out of range for keys that do not move. */
function toNextIndex(key: string, at: number, count: number): number {
  switch (key) {
    case 'ArrowRight':
      return (at + 1) % count;
    case 'ArrowLeft':
      return (at + count - 1) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return -1;
  }
}

/** The list scrolls sideways when there are more tabs than room. */
function showSelected(root: HTMLElement): void {
  const selected = root.querySelector('[aria-selected="true"]');
  if (!(selected instanceof HTMLElement)) return;
  const right = selected.offsetLeft + selected.offsetWidth;
  if (selected.offsetLeft < root.scrollLeft) root.scrollLeft = selected.offsetLeft;
  else if (right > root.scrollLeft + root.clientWidth) root.scrollLeft = right - root.clientWidth;
}
