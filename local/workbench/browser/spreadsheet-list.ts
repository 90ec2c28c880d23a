// The list of spreadsheets: the committee's and its mails, the units with their counts, a search box.
import type { Overview, SpreadsheetEntry, SpreadsheetKind, UnitList } from '../api/page-api.ts';
import { foldText } from '../view/fold-text.ts';
import { formatMailRoute, formatRoute, type Route } from '../view/route.ts';
import { button, type Child, element, fill } from './element.ts';
import { renderReceiptChips } from './receipt-chips.ts';
import { TEXTS } from './texts.ts';

export type SpreadsheetList = {
  readonly root: HTMLElement;
  show(overview: Overview, current: Current): void;
  /** On a narrow screen the list lies folded above the table. */
  close(): void;
};

type Current = { readonly place: Route['place']; readonly key: string | undefined };
type Units = UnitList['units'];

/** @param onOpen asks for a unit's spreadsheet that is not there yet */
export function createSpreadsheetList(
  onOpen: (unit: Units[number]) => void,
): SpreadsheetList & { setUnits(units: Units): void } {
  let overview: Overview | undefined;
  let current: Current = { place: 'spreadsheet', key: undefined };
  let units: Units = [];
  const search = element('input', {
    type: 'search',
    id: 'search',
    placeholder: TEXTS.searchHint,
    autocomplete: 'off',
    spellcheck: 'false',
  });
  const entries = element('div', { class: 'entries' });
  const drawer = element(
    'div',
    { class: 'drawer', id: 'spreadsheet-drawer' },
    element('label', { for: 'search', class: 'search-label' }, TEXTS.search),
    search,
    entries,
  );
  const toggle = button(
    TEXTS.chooseSpreadsheet,
    { class: 'drawer-toggle', 'aria-controls': 'spreadsheet-drawer', 'aria-expanded': 'false' },
    () => setOpen(!root.classList.contains('open')),
  );
  const root = element(
    'nav',
    { class: 'spreadsheets', 'aria-label': TEXTS.spreadsheets },
    toggle,
    drawer,
  );

  function setOpen(isOpen: boolean): void {
    root.classList.toggle('open', isOpen);
    toggle.setAttribute('aria-expanded', String(isOpen));
  }

  function render(): void {
    if (overview === undefined) return;
    const searched = search.value;
    fill(entries, ...renderGroups({ overview, units, searched, current, onOpen }));
  }

  search.addEventListener('input', render);
  return {
    root,
    show(newOverview, newCurrent) {
      overview = newOverview;
      current = newCurrent;
      render();
    },
    setUnits(newUnits) {
      units = newUnits;
      render();
    },
    close: () => setOpen(false),
  };
}

type ListContent = {
  readonly overview: Overview;
  readonly units: Units;
  readonly searched: string;
  readonly current: Current;
  onOpen(unit: Units[number]): void;
};

function renderGroups({ overview, units, searched, current, onOpen }: ListContent) {
  const { spreadsheets } = overview;
  const ofKind = (kind: SpreadsheetKind) => spreadsheets.filter((entry) => entry.kind === kind);
  const currentKey = current.place === 'spreadsheet' ? current.key : undefined;
  const opened = ofKind('unit');
  const found = opened.filter((entry) => matches(entry, searched));
  const copies = ofKind('copy').filter((entry) => matches(entry, searched));
  const known = new Set(opened.map(({ key }) => key));
  const unopened = units
    .filter(({ code }) => !known.has(code))
    .filter(({ code, name }) => matches({ key: code, name }, searched));
  const list = (title: string, items: readonly HTMLElement[]): readonly Child[] =>
    items.length === 0 ? [] : [element('h2', {}, title), element('ul', {}, ...items)];
  const toItems = (entries: readonly SpreadsheetEntry[]) =>
    entries.map((entry) => renderEntry(entry, currentKey));
  const nothing = found.length + unopened.length === 0 && searched !== '';
  return [
    ...list(TEXTS.committeeGroup, [
      ...toItems(ofKind('committee')),
      renderMailbox(current.place === 'mails'),
    ]),
    ...list(TEXTS.unitGroup(found.length, opened.length), toItems(found)),
    ...list(TEXTS.copyGroup, toItems(copies)),
    ...(nothing ? [element('p', {}, TEXTS.noMatch)] : []),
    ...list(
      TEXTS.unopenedGroup(unopened.length),
      unopened.map((unit) => renderUnopened(unit, onOpen)),
    ),
  ];
}

function matches({ key, name }: Pick<SpreadsheetEntry, 'key' | 'name'>, searched: string): boolean {
  return foldText(`${key} ${name}`).includes(foldText(searched));
}

function renderMailbox(isCurrent: boolean): HTMLElement {
  const attributes = {
    href: formatMailRoute(),
    'data-focus': 'list mails',
    'aria-current': isCurrent ? 'page' : undefined,
  };
  return element('li', {}, element('a', attributes, TEXTS.mailbox));
}

function renderUnopened(unit: Units[number], onOpen: (unit: Units[number]) => void): HTMLElement {
  const { code, name } = unit;
  const attributes = {
    class: 'unopened',
    'aria-label': TEXTS.openUnit(code, name),
    'data-focus': `open ${code}`,
  };
  return element(
    'li',
    {},
    button(`${code} ${name}`, attributes, () => onOpen(unit)),
  );
}

function renderEntry(entry: SpreadsheetEntry, currentKey: string | undefined): HTMLElement {
  const { key, kind, name, receipts } = entry;
  const chips = renderReceiptChips(receipts);
  const detail = chips.length === 0 ? [TEXTS.noRows] : chips;
  return element(
    'li',
    {},
    element(
      'a',
      {
        href: formatRoute(key),
        'data-focus': `list ${key}`,
        'aria-current': key === currentKey ? 'page' : undefined,
      },
      element(
        'span',
        { class: 'entry-name' },
        kind === 'unit' ? element('span', { class: 'code' }, key) : undefined,
        kind === 'unit' ? ` ${name}` : name,
      ),
      element(
        'span',
        { class: 'entry-detail' },
        ...(kind === 'committee' ? [TEXTS.committeeDetail] : detail),
      ),
    ),
  );
}
