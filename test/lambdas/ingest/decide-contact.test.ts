/** What is remembered of a unit's last request, and when that is written. */
import { describe, expect, it } from 'vitest';
import type { SyncRequest } from '../../../core/messages/sync-request.ts';
import type { UnitContact } from '../../../core/unit-head.ts';
import { CONTACT_INTERVAL_MS, decideContact } from '../../../lambdas/ingest/decide-contact.ts';
import { syncRequest } from '../../support/sync-request.ts';

const NOW = 1_795_400_358_000;
const MOMENT = { now: NOW, deadline: undefined };
const COUNTS = { incomplete: 0, rejected: 0, waiting: 0, warned: 0 };
const BEFORE: UnitContact = {
  unit: 'BT028',
  counts: COUNTS,
  bundle: '0.1.0',
  lastContactAt: NOW - 1,
  changedAt: NOW - 2,
};
const DONE: UnitContact = { ...BEFORE, statement: 'done' };

it('of the first request is written', () => {
  expect(decideContact(undefined, syncRequest(), MOMENT)).toEqual({
    kind: 'write',
    contact: { ...BEFORE, lastContactAt: NOW, changedAt: NOW },
  });
});

describe('when nothing changed', () => {
  it.each([
    [CONTACT_INTERVAL_MS - 1, 'keep'],
    [CONTACT_INTERVAL_MS, 'write'],
  ])('%i ms after the last time: %s', (agoMs, kind) => {
    const before = { ...DONE, lastContactAt: NOW - agoMs };
    const decision = decideContact(before, syncRequest({ bundle: '0.2.0' }), MOMENT);
    expect(decision).toEqual({
      kind,
      contact: kind === 'keep' ? before : { ...before, bundle: '0.2.0', lastContactAt: NOW },
    });
  });
});

describe('when counts change', () => {
  it.each(['incomplete', 'rejected', 'waiting', 'warned'] as const)('%s: written', (name) => {
    const counts = { ...COUNTS, [name]: 1 };
    expect(decideContact(BEFORE, syncRequest({ counts }), MOMENT)).toEqual({
      kind: 'write',
      contact: { ...BEFORE, counts, lastContactAt: NOW, changedAt: NOW },
    });
  });
});

describe('a statement', () => {
  type Statement = NonNullable<SyncRequest['statement']>;
  it.each<[string, UnitContact, Statement | undefined, 'write' | 'keep', string | undefined]>([
    ['is kept by a request without one', DONE, undefined, 'keep', 'done'],
    ['is not written twice', DONE, 'done', 'keep', 'done'],
    ['may change', DONE, 'none', 'write', 'none'],
    ['is made', BEFORE, 'done', 'write', 'done'],
    ['is taken back', DONE, 'open', 'write', undefined],
    ['that was never made is not taken back', BEFORE, 'open', 'keep', undefined],
  ])('%s', (_, before, statement, kind, expected) => {
    const request = syncRequest(statement === undefined ? {} : { statement });
    const decision = decideContact(before, request, MOMENT);
    expect(decision.kind).toBe(kind);
    expect(decision.contact.statement).toBe(expected);
    expect('statement' in decision.contact).toBe(expected !== undefined);
  });
});

describe('after the deadline', () => {
  type Statement = NonNullable<SyncRequest['statement']>;
  const NONE: UnitContact = { ...BEFORE, statement: 'none' };
  const DEADLINE = '2011-03-31';
  const LAST_MOMENT = Date.parse('2011-03-31T23:59:59.999+07:00');

  it.each<[string, UnitContact, Statement, string | undefined, string | undefined]>([
    ['is taken back', DONE, 'open', undefined, 'done'],
    ['of none is taken back', NONE, 'open', undefined, 'none'],
    ['becomes one of none', DONE, 'none', 'none', 'done'],
    ['of none becomes one of all', NONE, 'done', 'done', 'done'],
    ['is repeated', DONE, 'done', 'done', 'done'],
    ['is made late', BEFORE, 'done', 'done', 'done'],
    ['of none is made late', BEFORE, 'none', 'none', 'none'],
    ['that was never made is taken back', BEFORE, 'open', undefined, undefined],
  ])('a statement %s', (_, before, statement, until, after) => {
    const request = syncRequest({ statement });
    const decide = (now: number, deadline: string | undefined = DEADLINE) =>
      decideContact({ ...before, lastContactAt: now - 1 }, request, { now, deadline });
    expect(decide(LAST_MOMENT).contact.statement).toBe(until);
    expect(decide(LAST_MOMENT + 1).contact.statement).toBe(after);
    expect(decide(LAST_MOMENT + 1, '2011-04-01').contact.statement).toBe(until);
  });

  it('one that stays is not written again', () => {
    const moment = { now: NOW, deadline: DEADLINE };
    expect(decideContact(DONE, syncRequest({ statement: 'open' }), moment).kind).toBe('keep');
  });

  it('without a deadline it may always be taken back', () => {
    const request = syncRequest({ statement: 'open' });
    expect(decideContact(DONE, request, MOMENT).contact.statement).toBeUndefined();
  });
});

describe('where the rows stand', () => {
  const stood = { sheetId: 7, firstRow: 2, ids: ['BT028-a', '', 'BT028-b'] };
  const located: UnitContact = { ...BEFORE, locations: stood };

  it('is kept by a request that does not say', () => {
    expect(decideContact(located, syncRequest(), MOMENT)).toEqual({
      kind: 'keep',
      contact: located,
    });
  });

  it('is not written twice', () => {
    const again = syncRequest({ locations: { ...stood, ids: [...stood.ids] } });
    expect(decideContact(located, again, MOMENT)).toEqual({ kind: 'keep', contact: located });
  });

  it.each([
    ['told for the first time', BEFORE, stood],
    ['another tab', located, { ...stood, sheetId: 8 }],
    ['a row inserted above', located, { ...stood, firstRow: 3 }],
    ['sorted', located, { ...stood, ids: ['BT028-b', '', 'BT028-a'] }],
    ['a row below', located, { ...stood, ids: [...stood.ids, 'BT028-c'] }],
    ['the last row gone', located, { ...stood, ids: ['BT028-a'] }],
  ])('is news: %s', (_, before, locations) => {
    expect(decideContact(before, syncRequest({ locations }), MOMENT)).toEqual({
      kind: 'write',
      contact: { ...BEFORE, locations, lastContactAt: NOW, changedAt: NOW },
    });
  });
});
