/** Holds an expectation against what a run left behind, as the scenario runner would. */

import { readPublication } from '../../../core/summary/machine-tab.ts';
import { parseReceiptState } from '../../../core/wording/receipts.ts';
import { toRecordView } from '../../scenario/end-state.ts';
import type { Expectations } from '../../scenario/expectations.ts';
import {
  judgeCounts,
  judgeNoRecord,
  judgeRecord,
  judgeVersions,
  selectOne,
} from '../../scenario/judge-records.ts';
import { listDifferences } from '../../scenario/list-differences.ts';
import type { Evidence } from '../evidence.ts';

/** Knows only the forms that are made of evidence. @throws Error for another one */
export function isFulfilled(step: Expectations, evidence: Evidence): boolean {
  const { records, record, noRecord, history, receipt, cell, summary } = step;
  const views = (unit: string) => listViews(evidence, unit);
  if (records !== undefined) return judgeCounts(records, views(records.unit)) === undefined;
  if (record !== undefined) return judgeRecord(record, views(record.unit)) === undefined;
  if (noRecord !== undefined) return judgeNoRecord(noRecord, views(noRecord.unit)) === undefined;
  if (history !== undefined) return hasVersions(history, evidence);
  if (receipt !== undefined) {
    return parseReceiptState(readReceipt(evidence, receipt)) === receipt.state;
  }
  if (cell !== undefined) return readReceipt(evidence, cell).includes(cell.contains ?? '');
  if (summary !== undefined) return fitsPublication(summary, evidence);
  throw new Error(`of evidence nothing like ${JSON.stringify(step)} is expected`);
}

function listViews({ units }: Evidence, unit: string) {
  const found = units.find((one) => one.unit === unit);
  return [...(found?.rows.values() ?? [])].map(toRecordView);
}

function hasVersions(
  { unit, title, versions }: NonNullable<Expectations['history']>,
  evidence: Evidence,
): boolean {
  const found = selectOne({ unit, title }, listViews(evidence, unit));
  if (typeof found === 'string') return false;
  const history = evidence.units.find((one) => one.unit === unit)?.history ?? new Map();
  const entries = [...history].find(([id]) => id === found.id)?.[1] ?? [];
  return judgeVersions(versions, entries.length) === undefined;
}

function readReceipt({ units }: Evidence, place: { readonly in: string; readonly row: number }) {
  const sheet = units.find(({ unit }) => unit === place.in)?.sheet;
  const rows = sheet?.kind === 'readable' ? sheet.rows : [];
  return rows.find(({ rowNumber }) => rowNumber === place.row)?.receiptText ?? '';
}

function fitsPublication(summary: unknown, { publications }: Evidence): boolean {
  const last = publications.at(-1);
  const reading = last === undefined ? undefined : readPublication(last.standing);
  if (reading?.kind !== 'published') return false;
  return listDifferences(summary, reading.summary).length === 0;
}
