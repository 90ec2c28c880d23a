/** A script that comes back to more rows than go in one request, all of which only the server knows. */
import { expect, it } from 'vitest';
import { typed } from '../sync/paper-deeds.ts';
import { becomeQuiet, checkInvariants } from '../sync/paper-invariants.ts';
import type { PaperUnit } from '../sync/paper-unit.ts';
import { createPaperUnit, runPaper } from '../sync/paper-unit.ts';
import { sweepPaper } from './paper-sweep.ts';

const KNOWN = 100;
/** So few more than one request takes that nobody would be asked whether they were deleted. */
const UNSEEN = 505;
const ALL = KNOWN + UNSEEN;

function withSweptRows(): PaperUnit {
  const unit = createPaperUnit();
  const rows = Array.from({ length: ALL }, (_, index) => typed(`Cải tiến công đoạn số ${index}`));
  unit.rows = rows.slice(0, KNOWN);
  runPaper(unit);
  unit.rows = rows;
  expect(sweepPaper(unit)).toMatchObject({ kind: 'swept', writes: UNSEEN });
  return unit;
}

const listKinds = ({ server }: PaperUnit) => new Set(server.history.map(({ kind }) => kind));

it('finds every record again, and records none anew', () => {
  const unit = withSweptRows();
  runPaper(unit);
  becomeQuiet(unit);
  checkInvariants(unit, { mayLag: true });
  expect(unit.server.history).toHaveLength(ALL);
  expect(listKinds(unit)).toEqual(new Set(['create']));
});

it('deletes only what is gone, once the last of its rows has come', () => {
  const unit = withSweptRows();
  unit.rows.splice(3, 2);
  runPaper(unit);
  expect(unit.server.history.slice(ALL).map(({ kind }) => kind)).toEqual(['delete', 'delete']);
  becomeQuiet(unit);
  checkInvariants(unit, { mayLag: true });
  expect(unit.server.head.active).toBe(ALL - 2);
});

it('goes on where a run of it died between two requests', () => {
  const unit = withSweptRows();
  runPaper(unit, { fault: { kind: 'loseReply', request: 3 } });
  becomeQuiet(unit);
  checkInvariants(unit, { mayLag: true });
  expect(unit.server.history).toHaveLength(ALL);
});
