/** Items of the table: their keys, their layout, and what happens to one that is not as written. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createHead } from '../../../core/unit-head.ts';
import { parseContactItem, toContactItem } from '../../../lambdas/adapters/table/contact-item.ts';
import { parseHeadItem, toHeadItem } from '../../../lambdas/adapters/table/head-item.ts';
import { parseHistoryItem, toHistoryItem } from '../../../lambdas/adapters/table/history-item.ts';
import { parseKeyPolicyItem } from '../../../lambdas/adapters/table/key-policy-item.ts';
import { parseRowItem, toRowItem } from '../../../lambdas/adapters/table/row-item.ts';
import { toExactNumber } from '../../../lambdas/adapters/table/table-client.ts';
import {
  toConfigKey,
  toHistoryKey,
  toPageKey,
  toPublishedKey,
} from '../../../lambdas/adapters/table/table-keys.ts';
import { rowId, storedRow } from '../../support/stored-rows.ts';

const P = 'ben-tre';
const ID = rowId('BT028', 7);
const HEAD = { ...createHead('BT028', 'aSheetID', 1), changedAt: 1_300_000_000_000 };
const CONTACT = {
  unit: 'BT028',
  counts: { incomplete: 0, rejected: 0, waiting: 0, warned: 0 },
  bundle: '0.1.0',
  lastContactAt: 1_300_000_000_001,
  changedAt: 1_300_000_000_000,
};
const HISTORY = { id: ID, version: 12, kind: 'edit', at: 5, cells: { title: 'Một' } } as const;

describe('keys', () => {
  it.each([
    ['head', toHeadItem(P, HEAD), 'P#ben-tre#U#BT028', 'HEAD'],
    ['contact', toContactItem(P, CONTACT), 'P#ben-tre#U#BT028', 'CONTACT'],
    ['row', toRowItem(P, 'BT028', storedRow(ID)), 'P#ben-tre#U#BT028', `ROW#${ID}`],
    ['history', toHistoryItem(P, 'BT028', HISTORY), `P#ben-tre#U#BT028#R#${ID}`, 'V#00000012'],
    ['page', toPageKey(P, 'BT028', 3), 'P#ben-tre#U#BT028', 'PAGE#0003'],
    ['programme', toConfigKey(P), 'P#ben-tre', 'CONFIG'],
    ['publication', toPublishedKey(P), 'P#ben-tre', 'PUBLISHED'],
  ])('of a %s are as designed', (_, item, pk, sk) => {
    expect(item).toMatchObject({ pk, sk });
  });

  it('never change the case of an id', () => {
    const key = toHistoryKey({ programme: P, unit: 'BT028', id: 'BT028-aBcD', version: 1 });
    expect(key.pk).toBe('P#ben-tre#U#BT028#R#BT028-aBcD');
  });

  it('read a head that remembers hours of deletions, each counted from its end', () => {
    const old = { ...toHeadItem(P, HEAD), recentDeletions: [{ hour: 2, count: 3 }] };
    expect(parseHeadItem(old).recentDeletions).toEqual([{ at: 3 * 3_600_000 - 1, count: 3 }]);
  });

  it('put heads and contacts, and nothing else, into the index by time', () => {
    const changes = { changesPk: 'P#ben-tre', changesSk: '001300000000000#BT028' };
    expect(toHeadItem(P, HEAD)).toMatchObject(changes);
    expect(toContactItem(P, CONTACT)).toMatchObject(changes);
    expect(toRowItem(P, 'BT028', storedRow(ID))).not.toHaveProperty('changesPk');
    expect(toHistoryItem(P, 'BT028', HISTORY)).not.toHaveProperty('changesPk');
  });
});

describe('where the rows of a contact stand', () => {
  it.each([
    ['with blank rows between', [rowId('BT028', 1), '', rowId('BT028', 2)]],
    ['one alone', [rowId('BT028', 1)]],
    ['unknown on a long tab', []],
  ])('is the same when it is read: %s', (_, ids) => {
    const contact = { ...CONTACT, locations: { sheetId: 7, firstRow: 12, ids } };
    expect(parseContactItem(toContactItem(P, contact))).toEqual(contact);
  });
});

describe('an item that is not as it was written', () => {
  it.each<[string, () => unknown, string]>([
    [
      'a head of a later layout',
      () => parseHeadItem({ ...toHeadItem(P, HEAD), itemVersion: 2 }),
      'itemVersion',
    ],
    ['a head without a sequence', () => parseHeadItem({ ...toHeadItem(P, HEAD), seq: -1 }), 'seq'],
    [
      'a contact without counts',
      () => parseContactItem({ ...toContactItem(P, CONTACT), counts: {} }),
      'counts',
    ],
    [
      'a row of an unknown state',
      () => parseRowItem({ ...toRowItem(P, 'BT028', storedRow(ID)), state: 'lost' }),
      'state',
    ],
    [
      'a row whose id is of another unit',
      () => parseRowItem({ ...toRowItem(P, 'BT028', storedRow(ID)), unit: 'BT061' }),
      'id',
    ],
    [
      'a row with a cell that is no number',
      () =>
        parseRowItem({
          ...toRowItem(P, 'BT028', storedRow(ID)),
          cells: { benefit: { number: 'NaN' } },
        }),
      'cells',
    ],
    [
      'a history entry of another unit',
      () => parseHistoryItem({ ...toHistoryItem(P, 'BT028', HISTORY), unit: 'BT061' }),
      'id',
    ],
    [
      'a key policy without a current version',
      () => parseKeyPolicyItem({ pk: 'P', sk: 'KEYS', itemVersion: 1, revoked: [] }),
      'current',
    ],
    [
      'an item of a newer version of the functions',
      () => parseContactItem({ ...toContactItem(P, CONTACT), itemVersion: 2, more: 'later' }),
      'itemVersion 2, written by newer functions',
    ],
  ])('%s is a fault that names the attribute', (_, parse, attribute) => {
    expect(parse).toThrow(
      expect.objectContaining({
        code: 'store.corrupt_item',
        details: expect.objectContaining({ reason: expect.stringContaining(attribute) }),
      }),
    );
  });

  it('is named without what was typed', () => {
    const item = { ...toRowItem(P, 'BT028', storedRow(ID)), warnings: 'Tổ Cơ điện' };
    expect(() => parseRowItem(item)).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('Tổ Cơ điện') }),
    );
  });
});

describe('numbers of the table', () => {
  it.each<[string, number | bigint]>([
    ['0', 0],
    ['9007199254740991', 9_007_199_254_740_991],
    ['9007199254740992', 9_007_199_254_740_992n],
    ['-9007199254740992', -9_007_199_254_740_992n],
    ['33.33', 33.33],
    ['1E-7', 1e-7],
  ])('%s is exact', (text, value) => {
    expect(toExactNumber(text)).toBe(value);
  });
});

it('every kind of item is written with its version', () => {
  const folder = join(import.meta.dirname, '../../../lambdas/adapters');
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('-item.ts'))
    .map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const);
  const writing = sources.filter(([, source]) => /\.\.\.to\w+Key\(/.test(source));
  const guilty = writing.filter(([, source]) => !/\bITEM_VERSION\b/.test(source));
  expect(writing.length).toBeGreaterThan(7);
  expect(guilty.map(([name]) => name)).toEqual([]);
});
