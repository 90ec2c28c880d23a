/** «Danh sách»: every accepted row with its texts, the only tab that names authors. */
import type { EntryColumn } from '../columns.ts';
import { formatAppliedOn } from '../format.ts';
import type { Benefit } from '../record.ts';
import { COLUMN_HEADERS } from '../wording/columns.ts';
import { AWARD_NAMES, CATEGORY_NAMES, FIELD_NAMES, RECOGNITION_NAMES } from '../wording/lists.ts';
import { toWarningText } from '../wording/review.ts';
import { HEADERS, LABELS, LIST_HEADERS, NOTES, TAB_TITLES } from '../wording/summary.ts';
import type { Figures } from './figures.ts';
import type { ListRow } from './list-row.ts';
import type { ListedRow, RowsByUnit } from './listed-rows.ts';
import { listRows, toRowUrl } from './listed-rows.ts';
import type { Tab, TabCell } from './tab.ts';
import { BLANK, linkCell, moneyCell, numberCell, textCell, yearCell } from './tab.ts';
import type { TableColumn } from './table-tab.ts';
import { toTableTab } from './table-tab.ts';

const COLUMNS: readonly TableColumn[] = [
  { header: HEADERS.number, widthPx: 50 },
  { header: LIST_HEADERS.id, widthPx: 190 },
  { header: HEADERS.unit, widthPx: 240 },
  { header: HEADERS.year, widthPx: 60 },
  entry('title', 340),
  entry('category', 200),
  entry('field', 130),
  entry('authors', 240),
  entry('appliedOn', 140),
  entry('difficulty', 260),
  entry('description', 360),
  entry('benefit', 170),
  entry('otherBenefits', 220),
  entry('replication', 180),
  entry('recognition', 120),
  entry('decision', 150),
  { header: LIST_HEADERS.score, widthPx: 60 },
  entry('award', 90),
  { header: LIST_HEADERS.status, widthPx: 110 },
  entry('note', 200),
  entry('receipt', 300),
];

export function toListTab(figures: Figures, rowsByUnit: RowsByUnit): Tab {
  return toTableTab({
    title: TAB_TITLES.list,
    figures,
    notes: [NOTES.list, NOTES.listLink],
    columns: COLUMNS,
    body: listRows(figures, rowsByUnit).map((listed, index) => toCells(listed, index + 1)),
    emptyText: LABELS.noneAtAll,
  });
}

/** Everything a person should look at in a row, in one text. */
function listFindings(row: ListRow): readonly string[] {
  return [
    ...(row.state === 'held' ? [LABELS.heldRow] : []),
    ...(row.initiative.place === 'outside' ? [LABELS.outsidePeriod] : []),
    ...row.warnings.filter((code) => code !== 'W_OUT_OF_PERIOD').map(toWarningText),
  ];
}

function toCells(listed: ListedRow, number: number): readonly TabCell[] {
  const { unit, row } = listed;
  const { initiative } = row;
  const { field, recognition, award, year } = initiative;
  return [
    numberCell(number),
    linkCell(row.id, toRowUrl(listed)),
    textCell(unit.unit.name),
    year === undefined ? BLANK : yearCell(year),
    textCell(initiative.title),
    textCell(CATEGORY_NAMES[initiative.category]),
    textCell(field === undefined ? '' : FIELD_NAMES[field]),
    textCell(row.authors),
    textCell(formatAppliedOn(initiative.appliedOn)),
    textCell(initiative.difficulty),
    textCell(initiative.description),
    toBenefitCell(initiative.benefit),
    textCell(initiative.otherBenefits),
    textCell(initiative.replication),
    textCell(recognition === undefined ? '' : RECOGNITION_NAMES[recognition]),
    textCell(initiative.decision),
    BLANK,
    textCell(award === undefined ? '' : AWARD_NAMES[award]),
    textCell(LABELS.valid),
    textCell(initiative.note),
    textCell(listFindings(row).join('; ')),
  ];
}

/** A state is said in words: it is never 0. */
function toBenefitCell(benefit: Benefit): TabCell {
  if (benefit.kind === 'counted') return moneyCell(BigInt(benefit.dong), benefit.estimated);
  return textCell(benefit.kind === 'notYet' ? HEADERS.notYet : HEADERS.cannot);
}

function entry(column: EntryColumn, widthPx: number): TableColumn {
  return { header: COLUMN_HEADERS[column], widthPx };
}
