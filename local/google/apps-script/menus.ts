// The menus a script added to an open spreadsheet.

import type { MenuEntry } from './calls.ts';

type Menu = Extract<MenuEntry, { kind: 'menu' }>;

export type Menus = {
  add(spreadsheetId: string, menu: MenuEntry): void;
  /** Opening a spreadsheet begins with none. */
  clear(spreadsheetId: string): void;
  list(spreadsheetId: string): readonly Menu[];
  functionOf(spreadsheetId: string, label: string): string | undefined;
};

export function createMenus(): Menus {
  const menus = new Map<string, Menu[]>();

  return {
    add(spreadsheetId, menu) {
      if (menu.kind !== 'menu') return;
      const others = (menus.get(spreadsheetId) ?? []).filter(({ label }) => label !== menu.label);
      menus.set(spreadsheetId, [...others, menu]);
    },
    clear(spreadsheetId) {
      menus.delete(spreadsheetId);
    },
    list: (spreadsheetId) => menus.get(spreadsheetId) ?? [],
    functionOf: (spreadsheetId, label) => findItem(menus.get(spreadsheetId) ?? [], label),
  };
}

function findItem(entries: readonly MenuEntry[], label: string): string | undefined {
  for (const entry of entries) {
    if (entry.kind === 'item' && entry.label === label) return entry.functionName;
    const found = entry.kind === 'menu' ? findItem(entry.entries, label) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}
