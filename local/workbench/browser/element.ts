// Makes elements in one expression; text always goes in as text, never as markup.

export type Attributes = { readonly [name: string]: string | number | boolean | undefined };
export type Child = Node | string | undefined;

/** An attribute that is undefined or false is left out. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(name, String(value));
  }
  made.append(...present(children));
  return made;
}

export function button(
  label: string,
  attributes: Attributes,
  onClick: () => void,
): HTMLButtonElement {
  const made = element('button', { type: 'button', ...attributes }, label);
  made.addEventListener('click', onClick);
  return made;
}

/** Replaces what is in `parent`; an element of the same `data-focus` gets the focus back. */
export function fill(parent: Element, ...children: readonly Child[]): void {
  const active = parent.contains(document.activeElement) ? document.activeElement : null;
  const focusKey = active instanceof HTMLElement ? active.dataset.focus : undefined;
  parent.replaceChildren(...present(children));
  if (focusKey === undefined) return;
  const again = parent.querySelector(`[data-focus="${CSS.escape(focusKey)}"]`);
  if (again instanceof HTMLElement) again.focus({ preventScroll: true });
}

function present(children: readonly Child[]): readonly (Node | string)[] {
  return children.filter((child) => child !== undefined);
}
