/** What goes in one body: rows, and beside them an index that grows with the sheet. */
import { expect, it } from 'vitest';
import { createRowIdSource } from '../../../core/row-id.ts';
import { checkRows } from '../../../core/sync/check-rows.ts';
import { matchRows } from '../../../core/sync/match-rows.ts';
import { planRun } from '../../../core/sync/plan-run.ts';
import type { Session } from '../../../core/sync/session.ts';
import { absorbReply, nextRequest, startSession } from '../../../core/sync/session.ts';
import { parseSyncRequest } from '../../../lambdas/http/parse-sync-request.ts';
import type { RowSketch } from './entry-rows.ts';
import { toSheetRows, UNIT } from './entry-rows.ts';
import { RULES } from './paper-unit.ts';

const SETTLED = 3_000;
const SENT = 500;

function toCells(number: number, note: string): NonNullable<RowSketch['cells']> {
  return {
    title: `Cải tiến công đoạn số ${number}`,
    category: 'Tiết kiệm',
    authors: 'Tổ Một (100%)',
    appliedOn: '2009',
    benefit: 'không tính được',
    note,
  };
}

/** A sheet whose index fills a tenth of a body and whose new rows fill all of one. */
function startLargeSession(): Session {
  const ids = createRowIdSource(UNIT, '6a2f41a0-0000-4000-8000-000000000000');
  const settled = Array.from({ length: SETTLED }, (_, index) => ({
    cells: toCells(index, ''),
    id: ids(),
  }));
  const added = Array.from({ length: SENT }, (_, index) => ({
    cells: toCells(SETTLED + index, 'x'.repeat(1_600)),
  }));
  const plan = planRun({
    rows: checkRows({
      rows: matchRows(toSheetRows([...settled, ...added]), UNIT),
      rules: RULES,
      formulas: new Map(),
      mergedRows: new Set(),
      unit: { code: UNIT, name: UNIT },
    }),
    newId: ids,
    retryRefused: false,
  });
  return startSession({
    unit: UNIT,
    spreadsheetId: 'sheet-1',
    bundle: 'paper',
    after: 1,
    rulesVersion: 1,
    plan,
    sheetId: 7,
    confirm: 'H1',
  });
}

it('stays below what the server takes, also with an index, and sends every row once', () => {
  let session = startLargeSession();
  const sent: string[] = [];
  for (let count = 0; count < 10; count += 1) {
    const request = nextRequest(session, 1_300_000_000_000);
    if (request === undefined) break;
    const body = Buffer.from(JSON.stringify(request));
    expect(parseSyncRequest({ body, unit: UNIT })).toMatchObject({ kind: 'request' });
    sent.push(...request.rows.map(({ id }) => id));
    const rows = request.rows.map(({ id }) => ({ kind: 'saved', id, version: 1, at: 1 }) as const);
    const index = request.counts.waiting > 0;
    const answer = { index, missing: [], resend: [], accepted: [], near: [] };
    session = absorbReply(session, { v: 1, seq: 2 + count, rows, ...answer });
  }
  expect(sent).toHaveLength(SENT);
  expect(new Set(sent).size).toBe(SENT);
});
