import { afterEach, expect, test } from 'vitest';
import { type ChangeWatch, createChangeWatch } from '../../../local/workbench/change-watch.ts';

const NEVER_MS = 3_600_000;
const watches: ChangeWatch[] = [];

afterEach(() => {
  for (const watch of watches.splice(0)) watch.stop();
});

function newWatch(revisions: Record<string, number>) {
  const list = () =>
    Object.entries(revisions).map(([key, revision]) => ({ key, workbook: { revision } }));
  const watch = createChangeWatch(list, NEVER_MS);
  watches.push(watch);
  const told: (readonly string[])[] = [];
  const unsubscribe = watch.subscribe((keys) => told.push(keys));
  return { watch, told, unsubscribe };
}

test('tells which spreadsheets changed since the last look, new ones too', () => {
  const revisions: Record<string, number> = { BT001: 1, BT002: 1 };
  const { watch, told } = newWatch(revisions);
  watch.check();
  revisions.BT002 = 2;
  watch.check();
  revisions.BT003 = 0;
  revisions.BT001 = 5;
  watch.check();
  watch.check();
  expect(told).toEqual([['BT002'], ['BT001', 'BT003']]);
});

test('tells nobody who has stopped listening', () => {
  const revisions = { BT001: 1 };
  const { watch, told, unsubscribe } = newWatch(revisions);
  unsubscribe();
  revisions.BT001 = 2;
  watch.check();
  expect(told).toEqual([]);
});
