// A button that opens a list of buttons; closes by Escape, by choosing, and when the focus leaves.
import { button, element, fill } from './element.ts';

export type MenuItem = { readonly label: string; readonly language?: string; choose(): void };

export type DropMenu = {
  readonly root: HTMLElement;
  show(items: readonly MenuItem[]): void;
};

export function createDropMenu(label: string, look = ''): DropMenu {
  const list = element('div', { class: 'menu-items' });
  const title = element('summary', {}, label);
  const root = element('details', { class: `menu ${look}` }, title, list);
  root.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && root.open) {
      root.open = false;
      title.focus();
    }
  });
  root.addEventListener('focusout', ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !root.contains(relatedTarget)) root.open = false;
  });
  return {
    root,
    show(items) {
      root.hidden = items.length === 0;
      fill(
        list,
        ...items.map(({ label: words, language, choose }) =>
          button(
            words,
            { class: 'menu-item', 'data-focus': `menu ${words}`, lang: language },
            () => {
              root.open = false;
              choose();
            },
          ),
        ),
      );
    },
  };
}
