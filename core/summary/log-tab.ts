/** «Nhật ký»: the last publications, the one being written first. */
import {
  HEADERS,
  LABELS,
  NOTES,
  TAB_TITLES,
  toChangedCodesText,
  toChangedText,
  toNumbersText,
} from '../wording/summary.ts';
import type { Figures } from './figures.ts';
import type { Tab, TabCell } from './tab.ts';
import { BLANK, momentCell, numberCell, textCell } from './tab.ts';
import { toTableTab } from './table-tab.ts';

/** Older ones are dropped: the log stands in one item of the table, of which it may take a tenth. */
export const MAX_LOG_ENTRIES = 300;
/** Named of one publication; the others are only counted. */
export const MAX_CHANGED_CODES = 10;

export type LogEntry = {
  readonly number: number;
  /** Epoch milliseconds. */
  readonly asOf: number;
  readonly total: number;
  readonly changedUnits: number;
  /** Codes of the first of them. */
  readonly changedCodes?: readonly string[] | undefined;
  /** Whether it was made with another «Danh mục» than the one before. */
  readonly hasCatalogueChanged?: boolean | undefined;
};

/** Newest first, bounded. */
export function addLogEntry(log: readonly LogEntry[], entry: LogEntry): readonly LogEntry[] {
  return [entry, ...log].slice(0, MAX_LOG_ENTRIES);
}

/** @param log newest first; its first entry is the publication this tab is part of */
export function toLogTab(figures: Figures, log: readonly LogEntry[]): Tab {
  return toTableTab({
    title: TAB_TITLES.log,
    figures,
    notes: [NOTES.log],
    columns: [
      { header: HEADERS.publication, widthPx: 110 },
      { header: LABELS.asOf, widthPx: 160 },
      { header: LABELS.total, widthPx: 140 },
      { header: HEADERS.totalChange, widthPx: 150 },
      { header: HEADERS.changedUnits, widthPx: 150 },
      { header: HEADERS.changedCodes, widthPx: 360 },
      { header: HEADERS.verified, widthPx: 170 },
    ],
    body: log.flatMap((entry, index) => toLines(entry, log[index + 1], index === 0)),
    emptyText: LABELS.noneAtAll,
  });
}

/** A publication, and below it the numbers taken since the one before that nobody saw whole. */
function toLines(
  entry: LogEntry,
  before: LogEntry | undefined,
  isThis: boolean,
): readonly (readonly TabCell[])[] {
  const { number, asOf, total, changedUnits, changedCodes = [] } = entry;
  const units = toChangedCodesText(changedCodes, changedUnits);
  const line = [
    numberCell(number),
    momentCell(asOf),
    numberCell(total),
    before === undefined ? BLANK : numberCell(total - before.total),
    numberCell(changedUnits),
    textCell(toChangedText(entry.hasCatalogueChanged === true, units)),
    textCell(isThis ? NOTES.thisPublication : NOTES.verified),
  ];
  if (before === undefined || before.number >= number - 1) return [line];
  const lost = textCell(toNumbersText(before.number + 1, number - 1));
  return [line, [lost, BLANK, BLANK, BLANK, BLANK, BLANK, textCell(NOTES.notVerified)]];
}
