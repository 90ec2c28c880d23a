/** What must hold of a paper unit once everything is quiet. */
import { expect } from 'vitest';
import { addToAggregates, EMPTY_AGGREGATES } from '../../../core/aggregates.ts';
import { duplicateKey } from '../../../core/near/duplicates.ts';
import { readRow } from '../../../core/reading/read-row.ts';
import { addToSet, EMPTY_SET } from '../../../core/sync/fingerprint.ts';
import { parseReceiptState } from '../../../core/wording/receipts.ts';
import type { PaperRow, PaperUnit } from './paper-unit.ts';
import { deliverLate, isBlankRow, RULES, runPaper } from './paper-unit.ts';

/** Copies refused in one run may be taken in the next; after that nothing may move. */
export function becomeQuiet(unit: PaperUnit): void {
  for (let quiet = 0; quiet < 4; quiet += 1) runPaper(unit);
  deliverLate(unit);
  const { seq } = unit.server.head;
  const texts = JSON.stringify(unit.rows);
  const { requests } = unit.server;
  runPaper(unit);
  expect(unit.server.head.seq).toBe(seq);
  expect(JSON.stringify(unit.rows)).toBe(texts);
  expect(unit.server.requests - requests).toBe(1);
}

function listLive(unit: PaperUnit) {
  return [...unit.server.stored.values()].filter((record) => record.state !== 'deleted');
}

function checkRow(unit: PaperUnit, row: PaperRow, mayLag: boolean): void {
  const record = unit.server.stored.get(row.idText);
  const live = record?.state === 'deleted' ? undefined : record;
  const state = parseReceiptState(row.receiptText);
  if (isBlankRow(row)) {
    expect(['none', 'held']).toContain(state);
    if (state === 'held') expect(live?.state).toBe('held');
    return;
  }
  const reading = readRow(row.cells, RULES);
  const claimed = /lần (\d+)/.exec(row.receiptText)?.[1];
  if (!mayLag) expect(claimed).toBe(live === undefined ? undefined : String(live.version));
  else if (live !== undefined) {
    const named = unit.server.history.find(
      ({ id, version }) => id === live.id && String(version) === claimed,
    );
    expect(named?.cells).toEqual(live.cells);
  }
  const isDuplicate = row.receiptText.includes('trùng với dòng');
  const expected = reading.kind === 'valid' ? (isDuplicate ? 'rejected' : 'saved') : reading.kind;
  expect(state).toBe(expected);
  if (state === 'saved') expect(live?.cells).toEqual(row.cells);
}

/**
 * @param sheet `mayLag` where sweeps may have accepted an edit and, later, its undoing while no script
 *   ran: the receipt then names the version the script heard of, which says the same
 */
export function checkInvariants(unit: PaperUnit, sheet = { mayLag: false }): void {
  const { server, rows } = unit;
  for (const row of rows) checkRow(unit, row, sheet.mayLag);
  const live = listLive(unit);
  const held = live.filter((record) => record.state === 'held');
  expect(held.length).toBe(server.head.hold?.count ?? 0);

  const ids = rows.filter((row) => !isBlankRow(row) && row.idText !== '').map((row) => row.idText);
  expect(new Set(ids).size).toBe(ids.length);
  for (const record of live) if (record.state === 'active') expect(ids).toContain(record.id);

  const saved = rows.filter((row) => parseReceiptState(row.receiptText) === 'saved');
  const keys = saved.map(
    (row) => `${row.cells.appliedOn}|${duplicateKey(String(row.cells.title))}`,
  );
  expect(new Set(keys).size).toBe(keys.length);
  checkServer(unit);
}

export function checkServer({ server }: PaperUnit): void {
  const versions = new Map<string, number[]>();
  for (const { id, version } of server.history) {
    versions.set(id, [...(versions.get(id) ?? []), version]);
  }
  for (const [id, list] of versions) {
    expect(list).toEqual(list.map((_, index) => index + 1));
    expect(server.stored.get(id)?.version).toBe(list.length);
  }
  let set = EMPTY_SET;
  let aggregates = EMPTY_AGGREGATES;
  for (const record of server.stored.values()) {
    if (record.state === 'active') set = addToSet(set, record.id, record.fingerprint);
    if (record.state !== 'deleted') aggregates = addToAggregates(aggregates, record.initiative);
  }
  const counting = [...server.stored.values()].filter(({ state }) => state === 'active');
  const contents = counting.map(({ fingerprint }) => fingerprint);
  expect(new Set(contents).size).toBe(contents.length);
  const places = counting.map(
    ({ initiative: { title, year } }) => `${year}|${duplicateKey(title)}`,
  );
  expect(new Set(places).size).toBe(places.length);
  expect(server.head.set).toEqual(set);
  expect(server.head.active).toBe(set.n);
  expect(server.head.aggregates).toEqual(aggregates);
}
