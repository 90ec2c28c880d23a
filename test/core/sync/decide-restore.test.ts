/** What an operator may bring back of a row. */
import { expect, it } from 'vitest';
import { toReadingRules } from '../../../core/rules.ts';
import { decideRestore } from '../../../core/sync/decide-restore.ts';
import { toColumnHashes, toFingerprint } from '../../../core/sync/fingerprint.ts';
import type { StoredRow } from '../../../core/sync/stored-row.ts';
import { createHead } from '../../../core/unit-head.ts';
import { rowId, storedRow, validCells } from '../../support/stored-rows.ts';

const HEAD = { ...createHead('BT028', 'sheet', 1), seq: 7 };
const RULES = toReadingRules({ period: { from: '2008-01-01', to: '2010-12-31' } }, '2011-03-31');
const NOW = 1_301_533_200_000;

function decide(changes: Partial<StoredRow>, cells = validCells(), head = HEAD) {
  const row = storedRow(rowId('BT028', 1), { version: 3, cells: validCells(), ...changes });
  return decideRestore({ head, row, cells, rules: RULES, now: NOW });
}

it('brings a deleted row back as held, one version on, by the operator', () => {
  const cells = validCells({ title: 'Cải tiến quy trình khử khuẩn' });
  const decision = decide({ state: 'deleted' }, cells);
  expect(decision).toMatchObject({
    kind: 'restore',
    write: {
      row: {
        version: 4,
        state: 'held',
        holdId: 'H8',
        cells,
        fingerprint: toFingerprint(toColumnHashes(cells)),
        initiative: { title: 'Cải tiến quy trình khử khuẩn' },
        at: NOW,
      },
      history: { version: 4, kind: 'revive', actor: 'operator', cells, at: NOW },
    },
  });
});

it('joins a hold that is open', () => {
  const head = { ...HEAD, hold: { id: 'H3', count: 12 } };
  expect(decide({ state: 'deleted' }, validCells(), head)).toMatchObject({
    write: { row: { holdId: 'H3' } },
  });
});

it('gives a held row another of its versions, and leaves one that has it', () => {
  const cells = validCells({ note: 'bản trước' });
  expect(decide({ state: 'held', holdId: 'H3' }, cells)).toMatchObject({
    write: { row: { state: 'held' }, history: { kind: 'edit' } },
  });
  expect(decide({ state: 'held', holdId: 'H3' })).toEqual({ kind: 'unchanged' });
});

it('writes nothing over what a sheet says', () => {
  expect(decide({ state: 'active' }, validCells({ note: 'bản trước' }))).toEqual({
    kind: 'onSheet',
  });
});

it('takes nothing that is no valid row by the rules of today', () => {
  expect(decide({ state: 'deleted' }, validCells({ benefit: '1.250' }))).toMatchObject({
    kind: 'unreadable',
    messages: [{ code: 'E_NO_UNIT' }],
  });
  expect(decide({ state: 'deleted' }, {})).toEqual({ kind: 'unreadable', messages: [] });
});
