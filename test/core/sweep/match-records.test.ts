/** Whose record a row is, where the sheet's marks are as old as its script is dead. */
import { expect, it } from 'vitest';
import { typed } from '../sync/paper-deeds.ts';
import type { PaperRow, PaperUnit } from '../sync/paper-unit.ts';
import { createPaperUnit, runPaper } from '../sync/paper-unit.ts';
import { sweepPaper } from './paper-sweep.ts';

function withRows(...titles: readonly string[]): PaperUnit & { readonly first: PaperRow } {
  const unit = createPaperUnit();
  const rows = titles.map((title) => typed(title));
  const [first] = rows;
  if (first === undefined) throw new Error('no rows');
  unit.rows = rows;
  runPaper(unit);
  return Object.assign(unit, { first });
}

function listActive({ server }: PaperUnit): readonly string[] {
  const active = [...server.stored.values()].filter(({ state }) => state === 'active');
  return active.map(({ initiative }) => initiative.title).sort();
}

it('knows what an earlier sweep recorded, though a stale pair is given to a row that resembles it', () => {
  const unit = withRows('Cải tiến công đoạn số 1');
  unit.first.cells.title = 'Cải tiến công đoạn số 2';
  sweepPaper(unit);
  // Its mark still speaks of number 1, which is new again beside it.
  unit.rows.push(typed('Cải tiến công đoạn số 1'));
  sweepPaper(unit);
  sweepPaper(unit);
  expect(listActive(unit)).toEqual(['Cải tiến công đoạn số 1', 'Cải tiến công đoạn số 2']);
  expect(unit.server.history.map(({ kind }) => kind)).toEqual(['create', 'edit', 'create']);
});

it('takes a row that is what its record says for the original, also where its mark was overwritten', () => {
  const unit = withRows('Cải tiến công đoạn số 1', 'Cải tiến công đoạn số 2');
  const [first, second] = unit.rows;
  if (first === undefined || second === undefined) throw new Error('two rows');
  second.markText = '';
  Object.assign(first, structuredClone(second));
  sweepPaper(unit);
  sweepPaper(unit);
  expect(listActive(unit).filter((title) => title === 'Cải tiến công đoạn số 2')).toHaveLength(1);
});
