// The main part of the page: the spreadsheet's name, its tabs, what can be done, grid or table.
import { unreachable } from '../../../core/unreachable.ts';
import type { ReportList, SpreadsheetEntry, SpreadsheetView, TabView } from '../api/page-api.ts';
import { layOutTable } from '../view/table-layout.ts';
import { button, type Child, element, fill } from './element.ts';
import { attachNoteTip } from './note-tip.ts';
import type { PageContent } from './page-loader.ts';
import { renderReceiptChips } from './receipt-chips.ts';
import { createTabList } from './tab-list.ts';
import { renderTable } from './tab-table.ts';
import { formatCount, TEXTS } from './texts.ts';

export type ViewMode = 'grid' | 'table';

export type MainPanel = {
  readonly root: HTMLElement;
  show(content: PageContent, view: { readonly showHidden: boolean; readonly mode: ViewMode }): void;
  showTable(tab: TabView | undefined, content: PageContent, showHidden: boolean): void;
  showReports(links: ReportList['links']): void;
  /** '' takes the message away. */
  say(message: string): void;
};

export type MainPanelParts = {
  readonly toolBar: HTMLElement;
  readonly grid: HTMLElement;
  readonly charts: HTMLElement;
  readonly guide: HTMLElement;
  selectTab(sheetId: number): void;
  setShowHidden(showHidden: boolean): void;
  setMode(mode: ViewMode): void;
  showMoreRows(): void;
};

export function createMainPanel(parts: MainPanelParts): MainPanel {
  const heading = element('div', { class: 'heading' });
  const reports = element('div', { class: 'reports' });
  const tabs = createTabList(parts.selectTab);
  const message = element('p', { class: 'message', role: 'status' });
  const table = element('div', {
    class: 'table-area',
    id: 'table-panel',
    role: 'tabpanel',
    tabindex: '0',
  });
  const hidden = element('input', { type: 'checkbox', id: 'show-hidden' });
  hidden.addEventListener('change', () => parts.setShowHidden(hidden.checked));
  const more = element('span', { class: 'more' });
  const modes = (['grid', 'table'] as const).map((mode) =>
    button(
      mode === 'grid' ? TEXTS.asGrid : TEXTS.asTable,
      { class: 'tool', 'data-mode': mode },
      () => parts.setMode(mode),
    ),
  );
  const hint = element('span', { class: 'hint' }, TEXTS.noteHint);
  const root = element(
    'main',
    {},
    parts.guide,
    element('div', { class: 'heading-line' }, heading, reports),
    tabs.root,
    parts.toolBar,
    message,
    element('div', { class: 'content' }, parts.grid, table, parts.charts),
    element(
      'footer',
      {},
      element('span', { role: 'group', class: 'modes', 'aria-label': TEXTS.viewAs }, ...modes),
      more,
      hint,
      element('label', { class: 'show-hidden' }, hidden, ` ${TEXTS.showHidden}`),
    ),
    attachNoteTip(table),
  );
  let shownTab = '';

  return {
    root,
    show({ overview, spreadsheet, sheetId }, { showHidden, mode }) {
      const entry = overview.spreadsheets.find(({ key }) => key === spreadsheet?.key);
      fill(heading, ...renderHeading(spreadsheet, entry));
      const visible = spreadsheet?.tabs.filter((one) => showHidden || !one.hidden) ?? [];
      tabs.show(visible, sheetId);
      const isGrid = mode === 'grid' && sheetId !== undefined;
      parts.grid.hidden = !isGrid;
      parts.toolBar.hidden = !isGrid;
      table.hidden = isGrid;
      hint.hidden = isGrid;
      for (const one of modes) {
        one.setAttribute('aria-pressed', String(one.dataset.mode === mode));
      }
      reports.hidden = spreadsheet?.kind !== 'committee';
      more.hidden = isGrid;
    },
    showTable(tab, content, showHidden) {
      if (tab === undefined) table.removeAttribute('aria-labelledby');
      else table.setAttribute('aria-labelledby', `tab-${tab.sheetId}`);
      const options = { showHidden, windowWidthPx: table.clientWidth };
      fill(table, renderTabContent(tab, content.spreadsheet, options));
      fill(more, ...renderMore(tab, parts.showMoreRows));
      // The same tab anew stays where it was scrolled to.
      const shown = `${tab?.key}/${tab?.sheetId}`;
      if (shown !== shownTab) table.scrollTo(0, 0);
      shownTab = shown;
    },
    showReports(links) {
      fill(
        reports,
        element('span', {}, `${TEXTS.reports}: `),
        ...links.map(({ label, url }) =>
          element('a', { class: 'tool', href: url, 'data-focus': url, lang: 'vi' }, label),
        ),
      );
    },
    say(words) {
      if (message.textContent !== words) message.textContent = words;
    },
  };
}

function renderHeading(
  spreadsheet: SpreadsheetView | undefined,
  entry: SpreadsheetEntry | undefined,
): readonly Child[] {
  if (spreadsheet === undefined) return [];
  const { kind, key, name } = spreadsheet;
  const detail: readonly Child[] = [
    ...(entry?.status
      ? [element('span', { class: 'unit-status' }, TEXTS.statuses[entry.status])]
      : []),
    ...(entry === undefined ? [] : renderReceiptChips(entry.receipts)),
  ];
  switch (kind) {
    case 'committee':
      return [element('h2', {}, TEXTS.committeeDetail)];
    case 'unit':
      return [element('h2', {}, element('span', { class: 'code' }, key), ` ${name}`), ...detail];
    case 'copy':
      return [element('h2', {}, name), ...detail];
    default:
      return unreachable(kind);
  }
}

function renderTabContent(
  tab: TabView | undefined,
  spreadsheet: SpreadsheetView | undefined,
  options: { readonly showHidden: boolean; readonly windowWidthPx: number },
): HTMLElement {
  if (spreadsheet === undefined || tab === undefined)
    return element('p', { class: 'empty' }, TEXTS.notFound);
  if (tab.rows.length === 0) return element('p', { class: 'empty' }, TEXTS.emptyTab);
  const caption = TEXTS.tableOf(tab.title, spreadsheet.name);
  return renderTable(tab, layOutTable(tab, options), caption);
}

function renderMore(tab: TabView | undefined, onMore: () => void): readonly Child[] {
  if (tab === undefined || tab.rows.length >= tab.contentRowCount) return [];
  return [
    TEXTS.shownRows(formatCount(tab.rows.length), formatCount(tab.contentRowCount)),
    ' ',
    button(TEXTS.moreRows, { 'data-focus': 'more' }, onMore),
  ];
}
