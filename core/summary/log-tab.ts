/** «Nhật ký»: the last publications, the one being written first. */
import { HEADERS, LABELS, NOTES, TAB_TITLES } from '../wording/summary.ts';
import type { Figures } from './figures.ts';
import type { Tab } from './tab.ts';
import { momentCell, numberCell, textCell } from './tab.ts';
import { toTableTab } from './table-tab.ts';

/** Older ones are dropped: the log stands in one item of the table. */
export const MAX_LOG_ENTRIES = 50;

export type LogEntry = {
  readonly number: number;
  /** Epoch milliseconds. */
  readonly asOf: number;
  readonly total: number;
  readonly changedUnits: number;
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
      { header: HEADERS.changedUnits, widthPx: 150 },
      { header: HEADERS.verified, widthPx: 150 },
    ],
    body: log.map((entry, index) => [
      numberCell(entry.number),
      momentCell(entry.asOf),
      numberCell(entry.total),
      numberCell(entry.changedUnits),
      textCell(index === 0 ? NOTES.thisPublication : NOTES.verified),
    ]),
    emptyText: LABELS.noneAtAll,
  });
}
