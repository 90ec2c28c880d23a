// Draws one tab as a real table: row numbers, column letters, frozen parts, colours, notes.
import type { CellView, RowView, TabView } from '../api/page-api.ts';
import type { ShownColumn, Span, TableLayout } from '../view/table-layout.ts';
import { findContent, ROW_NUMBER_WIDTH_PX, toSpan } from '../view/table-layout.ts';
import { element } from './element.ts';
import { TEXTS } from './texts.ts';

/** Longer texts scroll inside their cell instead of making the row as tall as the window. */
const LONG_TEXT_LENGTH = 280;

export function renderTable(tab: TabView, layout: TableLayout, caption: string): HTMLTableElement {
  const table = element(
    'table',
    { class: 'sheet' },
    element('caption', {}, caption),
    renderColumnWidths(layout),
    element(
      'thead',
      {},
      renderLetters(layout),
      ...layout.headRows.map((row) => renderRow({ tab, layout, row, isHead: true })),
    ),
    element(
      'tbody',
      {},
      ...layout.bodyRows.map((row) => renderRow({ tab, layout, row, isHead: false })),
    ),
  );
  // Set through the style object: the page's policy allows no style attributes.
  table.style.width = `${layout.widthPx}px`;
  return table;
}

function renderColumnWidths({ columns }: TableLayout): HTMLElement {
  const widths = [ROW_NUMBER_WIDTH_PX, ...columns.map(({ widthPx }) => widthPx)];
  return element(
    'colgroup',
    {},
    ...widths.map((widthPx) => {
      const column = element('col');
      column.style.width = `${widthPx}px`;
      return column;
    }),
  );
}

function renderLetters({ columns }: TableLayout): HTMLElement {
  return element(
    'tr',
    { class: 'letters', 'aria-hidden': 'true' },
    element('td', { class: 'corner' }),
    ...columns.map((column) =>
      freeze(
        element('td', { class: column.hidden ? 'hidden-line' : undefined }, column.letters),
        column,
      ),
    ),
  );
}

type RowPlace = {
  readonly tab: TabView;
  readonly layout: TableLayout;
  readonly row: RowView;
  readonly isHead: boolean;
};

function renderRow(place: RowPlace): HTMLElement {
  const { tab, layout, row, isHead } = place;
  const isHeaderRow = isHead && row === layout.headRows.at(-1);
  return element(
    'tr',
    { class: row.hidden ? 'hidden-line' : undefined },
    element(
      'th',
      { scope: 'row', class: 'row-number', 'aria-label': `${TEXTS.rowNumber} ${row.rowNumber}` },
      String(row.rowNumber),
    ),
    ...layout.columns.map((column) => {
      const span = toSpan({ tab, layout, row }, column.index);
      if (span === undefined) return undefined;
      const cell = findContent(tab, row, column.index);
      const made = renderCell(cell, { column, span, rowNumber: row.rowNumber, isHeaderRow });
      return freeze(made, column);
    }),
  );
}

type CellContext = {
  readonly column: ShownColumn;
  readonly span: Span;
  readonly rowNumber: number;
  readonly isHeaderRow: boolean;
};

function renderCell(
  cell: CellView | null,
  { column, span, rowNumber, isHeaderRow }: CellContext,
): HTMLElement {
  const isHeader = isHeaderRow && cell !== null && cell.text !== '';
  const classes = [
    ...(column.hidden ? ['hidden-line'] : []),
    ...(cell?.note === undefined ? [] : ['noted']),
    ...(cell?.receipt === undefined ? [] : ['receipt', `receipt-${cell.receipt}`]),
    ...(cell?.bold ? ['bold'] : []),
    ...(cell?.italic ? ['italic'] : []),
    ...(cell?.align === undefined ? [] : [`align-${cell.align}`]),
  ];
  const address = `${column.letters}${rowNumber}`;
  const made = element(
    isHeader ? 'th' : 'td',
    {
      class: classes.length === 0 ? undefined : classes.join(' '),
      scope: isHeader ? 'col' : undefined,
      colspan: span.columns === 1 ? undefined : span.columns,
      rowspan: span.rows === 1 ? undefined : span.rows,
      'data-note': cell?.note,
      'data-cell': address,
      'data-focus': cell?.note === undefined ? undefined : `cell ${address}`,
      tabindex: cell?.note === undefined ? undefined : '0',
    },
    cell === null ? undefined : renderContent(cell, span, address),
  );
  if (cell?.background !== undefined) made.style.backgroundColor = cell.background;
  if (cell?.foreground !== undefined) made.style.color = cell.foreground;
  return made;
}

function renderContent(
  { text, link }: CellView,
  span: Span,
  address: string,
): HTMLElement | string {
  if (link !== undefined) {
    const target = { href: link, target: '_blank', rel: 'noopener noreferrer' };
    return element('a', { ...target, 'data-focus': `link ${address}` }, text);
  }
  if (span.columns > 1) return element('div', { class: 'line' }, text);
  if (text.length <= LONG_TEXT_LENGTH) return text;
  return element('div', { class: 'long', tabindex: '0', 'data-focus': `long ${address}` }, text);
}

function freeze(cell: HTMLElement, { frozenLeftPx }: ShownColumn): HTMLElement {
  if (frozenLeftPx === undefined) return cell;
  cell.classList.add('frozen');
  cell.style.left = `${frozenLeftPx}px`;
  return cell;
}
