/** What the sheet takes of the server's answers and of its own memory, and what it refuses. */
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { Activation } from '../../../core/messages/activation.ts';
import { CatalogueReply } from '../../../core/messages/catalogue.ts';
import { KeyNotice } from '../../../core/messages/key-notice.ts';
import { RefreshReply } from '../../../core/messages/refresh-reply.ts';
import { SheetMemory } from '../../../core/messages/sheet-memory.ts';
import { SyncRefusal, SyncReply } from '../../../core/messages/sync-reply.ts';

const activation = {
  endpoint: 'https://api.example',
  programme: 'ben-tre',
  unit: 'BT001',
  keyVersion: 1,
  key: '0123456789abcdef'.repeat(4),
};
const memory = {
  activation,
  spreadsheetId: 'sheet-1',
  entrySheetId: 7,
  installedBy: 'an@bentre.example',
  triggerIds: ['t1'],
  after: 4,
  rules: { version: 1, unitName: 'Sở', period: { from: '2008-01-01', to: '2010-12-31' } },
  statement: 'done',
  refused: true,
};
const rejected = {
  kind: 'rejected',
  id: 'BT001-a',
  messages: [{ code: 'E_DATE', column: 'benefit', values: { v: '1/2' } }],
};
const reply = {
  v: 1,
  seq: 3,
  rows: [{ kind: 'saved', id: 'BT001-b', version: 1, at: 5 }, rejected],
  index: false,
  missing: [{ id: 'BT001-c', kind: 'held' }],
  resend: [],
  accepted: [],
  near: [],
};
const kept = { kind: 'kept', key: 'revenue.BT001', counting: { version: 0, at: 1 } };
const settled = { kind: 'settled', seq: 2, outcomes: [kept], withdrawn: 0 };
const nextKey = { version: 2, wrapped: 'ab'.repeat(32), check: 'cd'.repeat(8) };
const published = { kind: 'published', asOf: '2011-04-01T08:00:00+07:00', total: 3 };

const TAKEN: readonly (readonly [string, v.GenericSchema, object])[] = [
  ['an activation code', Activation, activation],
  ['its memory', SheetMemory, memory],
  ['an answer to rows', SyncReply, reply],
  ['a refusal', SyncRefusal, { code: 'stale', seq: 9 }],
  ['a notice of the next key', KeyNotice, { nextKey }],
  ['an answer to «Danh mục»', CatalogueReply, settled],
  ['an answer to a publication', RefreshReply, published],
];

describe('the sheet', () => {
  it.each(TAKEN)('takes %s as it is', (_, schema, value) => {
    expect(v.parse(schema, value)).toEqual(value);
  });

  it.each(TAKEN.slice(1))('passes over what it does not know yet in %s', (_, schema, value) => {
    expect(v.parse(schema, { ...value, later: 1 })).toEqual(value);
  });

  it.each([
    ['a code with more in it', Activation, { ...activation, more: 1 }],
    [
      'a code for a server without TLS',
      Activation,
      { ...activation, endpoint: 'http://a.example' },
    ],
    ['a code of no unit', Activation, { ...activation, unit: '' }],
    ['a code of too long a unit', Activation, { ...activation, unit: 'B'.repeat(17) }],
    ['a code of no programme', Activation, { ...activation, programme: '' }],
    ['a code before the first key', Activation, { ...activation, keyVersion: 0 }],
    ['a code with half a key', Activation, { ...activation, key: 'ab' }],
    ['a memory without its file', SheetMemory, { ...memory, spreadsheetId: undefined }],
    ['a memory of a sequence in part', SheetMemory, { ...memory, after: 1.5 }],
    ['an answer of another protocol', SyncReply, { ...reply, v: 2 }],
    ['a sequence beyond whole numbers', SyncReply, { ...reply, seq: 2 ** 53 }],
    ['an endless sequence', SyncReply, JSON.parse(JSON.stringify(reply).replace('3', '1e999'))],
    ['an outcome of no kind', SyncReply, { ...reply, rows: [{ kind: 'lost', id: 'a' }] }],
    [
      'a version before the first',
      SyncReply,
      { ...reply, rows: [{ ...reply.rows[0], version: 0 }] },
    ],
    [
      'a message of no code',
      SyncReply,
      { ...reply, rows: [{ ...rejected, messages: [{ code: 'E_NONE', values: {} }] }] },
    ],
    ['a refusal of no code', SyncRefusal, { code: 'tired' }],
    ['a damaged key', KeyNotice, { nextKey: { ...nextKey, wrapped: 'xy' } }],
    ['a value of no item', CatalogueReply, { ...settled, outcomes: [{ ...kept, key: 'tax' }] }],
    ['a publication of no kind', RefreshReply, { ...published, kind: 'planned' }],
    ['what is no JSON', SyncReply, undefined],
  ])('refuses %s', (_, schema: v.GenericSchema, value: unknown) => {
    expect(v.is(schema, value)).toBe(false);
  });
});
