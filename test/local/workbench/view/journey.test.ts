import { expect, test } from 'vitest';
import type { TimelineEntry } from '../../../../local/workbench/api/timeline-api.ts';
import { tellJourney } from '../../../../local/workbench/view/journey.ts';

const FOLLOWED = { key: 'BT028', rowKey: 18, afterId: 10, sinceMs: 1_000 };

function entry(id: number, made: Partial<TimelineEntry>): TimelineEntry {
  const base = { id, atMs: 1_000 + id, outcome: 'ok' as const, what: '', facts: {} };
  return { kind: 'execution', ...base, ...made };
}

const SYNC = { kind: 'request', what: 'POST /v1/sync' } as const;
const EDIT = { key: 'BT028', facts: { trigger: 'edit' }, durationMs: 20 } as const;
const STORED = { kind: 'transaction', key: 'BT028', facts: { code: 'ok', slices: 1 } } as const;
const PUBLISHED = { kind: 'publication', facts: { kind: 'published' } } as const;

function tell(entries: readonly TimelineEntry[], isReceiptSaved: boolean): string {
  const steps = tellJourney({ followed: FOLLOWED, entries, isReceiptSaved });
  return steps.map(({ name, state }) => `${name} ${state}`).join(', ');
}

test('everything came true', () => {
  const entries = [entry(12, STORED), entry(13, SYNC), entry(14, EDIT), entry(15, PUBLISHED)];
  expect(tell(entries, true)).toBe(
    'typed done, checked done, sent done, stored done, receipt done, published done',
  );
});

test('what happened before, or to others, does not count', () => {
  const entries = [
    entry(9, STORED),
    entry(11, { ...EDIT, key: 'BT002' }),
    entry(12, { ...STORED, key: 'BT002' }),
    entry(13, PUBLISHED),
    entry(14, { ...EDIT, facts: { trigger: 'change' } }),
  ];
  expect(tell(entries, false)).toBe(
    'typed done, checked waiting, sent waiting, stored waiting, receipt waiting, published waiting',
  );
});

test('a request the server refused failed; the next one takes its place', () => {
  const failed = [entry(12, { ...SYNC, outcome: 'failed' }), entry(13, EDIT)];
  expect(tell(failed, false)).toContain('sent failed, stored waiting');
  const clock = { ...EDIT, facts: { trigger: 'clock' } };
  const later = [...failed, entry(20, STORED), entry(21, SYNC), entry(22, clock)];
  expect(tell(later, true)).toContain('sent done, stored done, receipt done');
});

test('an answer that stored nothing is no transaction of the row', () => {
  const entries = [entry(12, { ...STORED, facts: { code: 'ok', slices: 0 } }), entry(14, EDIT)];
  expect(tell(entries, true)).toContain('stored waiting, receipt waiting');
});
