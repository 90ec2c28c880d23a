import { describe, expect, it } from 'vitest';
import { formatReceipt } from '../../../../core/wording/receipts.ts';
import type { Evidence } from '../../../../local/simulator/evidence.ts';
import { checkInvariants } from '../../../../local/simulator/invariants/check-invariants.ts';
import type { SeenRow } from '../../../../local/simulator/sheet-snapshot.ts';
import { toContent } from '../../../../local/simulator/sheet-snapshot.ts';
import { rowId } from '../../../support/stored-rows.ts';
import {
  AT,
  cellsOf,
  commitOf,
  entryOf,
  headOf,
  OTHER_UNIT,
  publicationOf,
  recordOf,
  seenRowOf,
  soundEvidence,
  UNIT,
  withUnit,
} from '../sound-evidence.ts';

function find(evidence: Evidence): readonly string[] {
  return checkInvariants(evidence).map(({ invariant, reason }) => `${invariant} ${reason}`);
}

function rowsOf({ units }: Evidence): readonly SeenRow[] {
  const sheet = units[0]?.sheet;
  return sheet?.kind === 'readable' ? sheet.rows : [];
}

function withRows(evidence: Evidence, rows: readonly SeenRow[]): Evidence {
  return withUnit(evidence, { sheet: { kind: 'readable', isWhole: true, rows } });
}

const FIRST = recordOf(1);
const SECOND = recordOf(2);

describe('all invariants', () => {
  it('find nothing in a run without a fault', () => {
    expect(find(soundEvidence())).toEqual([]);
  });
});

describe('invariant 1', () => {
  it('finds a system that does not come to rest', () => {
    expect(find({ ...soundEvidence(), isQuiet: false })).toEqual([
      '1 the system does not come to rest',
    ]);
  });

  it('finds a valid row that has no record', () => {
    const evidence = soundEvidence();
    const fourth = { ...seenRowOf(5, recordOf(4)), idText: '' };
    const found = find(withRows(evidence, [...rowsOf(evidence), fourth]));
    expect(found[0]).toBe(
      `1 ${UNIT} row 5 «Cải tiến lò sấy số 4» is valid but has no record of its content`,
    );
  });

  it('finds a record that differs from its row in one cell', () => {
    const cells = cellsOf('Cải tiến lò sấy số 1', { note: 'thêm' });
    const changed = { ...seenRowOf(2, FIRST), cells, content: toContent(cells) };
    const evidence = soundEvidence();
    const found = find(withRows(evidence, [changed, ...rowsOf(evidence).slice(1)]));
    expect(found).toEqual([
      `1 ${UNIT} row 2 «Cải tiến lò sấy số 1» is valid but has active version 1 of its content`,
      `6 ${UNIT} row 2 is saved with other cells`,
    ]);
  });

  it('finds an active record without a row', () => {
    const evidence = soundEvidence();
    expect(find(withRows(evidence, rowsOf(evidence).slice(1)))).toEqual([
      `1 ${UNIT} record ${FIRST.id} «Cải tiến lò sấy số 1» is active without a row`,
    ]);
  });

  it('finds one id beside two rows', () => {
    const evidence = soundEvidence();
    const copy = { ...seenRowOf(5, FIRST) };
    expect(find(withRows(evidence, [...rowsOf(evidence), copy]))).toContain(
      `1 ${UNIT} row 5 «Cải tiến lò sấy số 1» and row 2 have one id ${FIRST.id}`,
    );
  });

  it('finds two records of one initiative', () => {
    const evidence = soundEvidence();
    const twin = recordOf(9, { cells: FIRST.cells });
    const records = [1, 2, 3].map((number) => recordOf(number)).concat(twin);
    const changed = withRows(
      withUnit(evidence, {
        head: headOf(records),
        rows: new Map(records.map((record) => [record.id, record])),
        history: new Map(records.map((record) => [record.id, [entryOf(record, 'create')]])),
      }),
      [...rowsOf(evidence), seenRowOf(5, twin)],
    );
    expect(find(changed)).toContain(`1 ${UNIT} row 5 «Cải tiến lò sấy số 1» is recorded twice`);
  });

  it('lets the second row of one initiative be refused', () => {
    const evidence = soundEvidence();
    const receiptText = formatReceipt({ kind: 'rejected', reasons: ['trùng với dòng 2'] });
    const copy = { ...seenRowOf(5, FIRST), idText: '', receiptText };
    expect(find(withRows(evidence, [...rowsOf(evidence), copy]))).toEqual([]);
  });

  it('lets a copy be refused beside an invalid row that counts as the same', () => {
    const evidence = soundEvidence();
    const [first, ...others] = rowsOf(evidence);
    if (first === undefined) throw new Error('three rows');
    const spoilt = cellsOf(first.title, { category: '' });
    const invalid = { ...first, cells: spoilt, content: toContent(spoilt), receiptText: '' };
    const copied = recordOf(9, { cells: cellsOf(first.title, { note: 'khác' }) });
    const copy = { ...seenRowOf(5, copied), idText: '' };
    const isMissing = (rows: readonly SeenRow[]) =>
      find(withRows(evidence, rows)).some((reason) => reason.includes('has no record'));
    expect(isMissing([invalid, ...others, copy])).toBe(false);
    expect(isMissing([...others, copy])).toBe(true);
  });

  it('finds a held record without an open hold, and one whose row stands there', () => {
    const held = recordOf(1, { state: 'held', holdId: 'H1' });
    const records = [held, SECOND, recordOf(3)];
    const rows = new Map(records.map((record) => [record.id, record]));
    const found = find(withUnit(soundEvidence(), { head: headOf(records), rows }));
    expect(found).toContain(`1 ${UNIT} holds 1 records, its head says 0`);
    expect(found).toContain(`1 ${UNIT} record ${held.id} is held without an open hold`);
    expect(found).toContain(`1 ${UNIT} record ${held.id} is held though its row stands there`);
  });

  it('finds ten of ten records deleted at once, and lets nine go', () => {
    const deletion = (count: number) =>
      commitOf(
        6,
        Array.from({ length: count }, (_, index) => {
          const row = recordOf(index + 20, { state: 'deleted', version: 2 });
          return { row, history: entryOf(row, 'delete') };
        }),
        { active: count },
      );
    const withDeletion = (count: number): Evidence => ({
      ...soundEvidence(),
      commits: [...soundEvidence().commits, deletion(count)],
    });
    expect(find(withDeletion(10))).toContain(`1 ${UNIT} lost 10 of 10 records without a hold`);
    expect(find(withDeletion(9)).filter((reason) => reason.includes('lost'))).toEqual([]);
  });

  it('lets a confirmed deletion be large, and counts a day together', () => {
    const deletion = (order: number, atMs: number, isConfirmed: boolean) =>
      commitOf(
        order,
        Array.from({ length: 6 }, (_, index) => {
          const row = recordOf(index + 20 * order, { state: 'deleted', version: 2 });
          return { row, history: entryOf(row, 'delete') };
        }),
        { active: 20, atMs, isConfirmed },
      );
    const lost = (commits: Evidence['commits']) =>
      find({ ...soundEvidence(), commits }).filter((reason) => reason.includes('lost'));
    const day = 24 * 3_600_000;
    expect(lost([deletion(6, AT, false), deletion(7, AT + day - 1, false)])).toEqual([
      `1 ${UNIT} lost 12 of 26 records without a hold`,
    ]);
    expect(lost([deletion(6, AT, false), deletion(7, AT + day, false)])).toEqual([]);
    expect(lost([deletion(6, AT, true), deletion(7, AT + day - 1, false)])).toEqual([]);
    const returned = commitOf(
      6.5,
      deletion(6, AT, false).writes.map(({ row }) => {
        const back = { ...row, state: 'active', version: 3 } as const;
        return { row: back, history: entryOf(back, 'revive') };
      }),
    );
    const again = [deletion(6, AT, false), returned, deletion(7, AT + 1, false)];
    expect(lost(again)).toEqual([]);
  });
});

describe('invariant 2', () => {
  it('finds a gap in the versions', () => {
    const evidence = soundEvidence();
    const history = new Map(evidence.units[0]?.history);
    const third = recordOf(1, { version: 3 });
    history.set(FIRST.id, [entryOf(FIRST, 'create'), entryOf(third, 'edit')]);
    expect(find(withUnit(evidence, { history }))).toEqual([
      `2 ${UNIT} ${FIRST.id} has versions 1, 3`,
      `2 ${UNIT} ${FIRST.id} is at version 1, its history at 3`,
    ]);
  });

  it('finds an acknowledged version that is not in history', () => {
    const evidence = soundEvidence();
    const told = { order: 6, atMs: AT, unit: UNIT, id: FIRST.id, version: 2 };
    const acknowledgements = [...evidence.acknowledgements, told];
    expect(find({ ...evidence, acknowledgements })).toEqual([
      `2 ${UNIT} ${FIRST.id} version 2 was acknowledged and is not in history`,
    ]);
  });

  it('finds a version that says what the sheet never said', () => {
    const evidence = soundEvidence();
    const row = recordOf(1, { version: 2, cells: cellsOf('Cải tiến lò sấy số 1', { note: 'a' }) });
    const commits = [...evidence.commits, commitOf(6, [{ row, history: entryOf(row, 'edit') }])];
    expect(find({ ...evidence, commits })).toEqual([
      `2 ${UNIT} ${row.id} version 2 (edit) says what the sheet did not say since the one before`,
      `2 ${UNIT} ${row.id} version 2 (edit) replaces what the sheet said all the time`,
    ]);
  });

  it('finds a record deleted while its row stood there', () => {
    const evidence = soundEvidence();
    const row = recordOf(1, { version: 2, state: 'deleted' });
    const rows = rowsOf(evidence);
    const snapshot = { kind: 'readable', isWhole: true, rows } as const;
    const sightings = [
      { order: 1.5, atMs: AT, unit: UNIT, snapshot },
      { order: 2.5, atMs: AT, unit: UNIT, snapshot },
    ];
    const commits = [...evidence.commits, commitOf(6, [{ row, history: entryOf(row, 'delete') }])];
    expect(find({ ...evidence, commits, sightings })).toContain(
      `2 ${UNIT} ${row.id} version 2 (delete) «Cải tiến lò sấy số 1» was deleted while it stood there`,
    );
  });

  it('finds a record deleted whose content stays, unless another record says the same', () => {
    const evidence = soundEvidence();
    const row = recordOf(1, { version: 2, state: 'deleted' });
    const snapshot = {
      kind: 'readable',
      isWhole: true,
      rows: rowsOf(evidence).map((seen) => ({ ...seen, idText: '' })),
    } as const;
    const sightings = [...evidence.sightings, { order: 1.5, atMs: AT, unit: UNIT, snapshot }];
    const gone = commitOf(6, [{ row, history: entryOf(row, 'delete') }]);
    const reason = `2 ${UNIT} ${row.id} version 2 (delete) replaces what the sheet said all the time`;
    expect(find({ ...evidence, sightings, commits: [...evidence.commits, gone] })).toEqual([
      reason,
    ]);
    const twin = recordOf(3, { version: 2, cells: FIRST.cells });
    const same = commitOf(5.5, [{ row: twin, history: entryOf(twin, 'edit') }]);
    const found = find({ ...evidence, sightings, commits: [...evidence.commits, same, gone] });
    expect(found).not.toContain(reason);
  });

  it('finds an initiative recorded anew though nobody put it there anew', () => {
    const evidence = soundEvidence();
    const row = recordOf(9, { cells: FIRST.cells });
    const commits = [...evidence.commits, commitOf(6, [{ row, history: entryOf(row, 'create') }])];
    expect(find({ ...evidence, commits })).toEqual([
      `2 «${UNIT}|Cải tiến lò sấy số 1» was recorded anew 2 times, put there 1 times`,
    ]);
  });
});

describe('invariant 3', () => {
  it('finds sums, counts and sets that are not those of the rows', () => {
    const records = [1, 2, 3].map((number) => recordOf(number));
    const wrong = headOf(records.slice(1));
    const found = find(withUnit(soundEvidence(), { head: wrong }));
    expect(found).toEqual([
      `3 ${UNIT} has other sums than its rows`,
      `3 ${UNIT} counts 2 active rows of 3`,
      `3 ${UNIT} has another set than its rows`,
    ]);
  });

  it('finds a publication of other figures', () => {
    const evidence = soundEvidence();
    const fewer = withUnit(evidence, { head: headOf([FIRST]) });
    const standing = publicationOf(fewer.units);
    const publications = [{ order: 5, atMs: AT, isWhole: true, standing }];
    expect(find({ ...evidence, publications })).toEqual([
      '3 the published summary differs from a recount',
    ]);
  });

  it('finds half a publication, whoever sees it', () => {
    const evidence = soundEvidence();
    const [whole] = evidence.publications;
    const half = { order: 4, atMs: AT, isWhole: false, standing: whole?.standing ?? {} };
    expect(find({ ...evidence, publications: [half, ...evidence.publications] })).toEqual([
      '3 publication at 4 is made of two',
    ]);
  });
});

describe('invariant 4', () => {
  it('finds a change by another unit, by nobody, by another file, and of a strange row', () => {
    const evidence = soundEvidence();
    const [commit] = evidence.commits;
    const judge = (changes: Partial<NonNullable<typeof commit>>) =>
      find({ ...evidence, commits: evidence.commits.map((one) => ({ ...one, ...changes })) });
    expect(judge({ sender: OTHER_UNIT })).toEqual([`4 ${OTHER_UNIT} changed ${UNIT} at 2`]);
    expect(judge({ sender: undefined })).toEqual([`4 a forger changed ${UNIT} at 2`]);
    expect(judge({ isRegistered: false })).toEqual([`4 another file changed ${UNIT} at 2`]);
    const row = { ...FIRST, id: rowId(OTHER_UNIT, 1) };
    expect(judge({ writes: [...(commit?.writes ?? []), { row }] })).toEqual([
      `4 ${UNIT} was given the record ${row.id}`,
    ]);
  });

  it('finds a withdrawn key that was told a good one, and a file that did not learn its next', () => {
    const keyBreaches = [{ unit: UNIT, from: 1, to: 2 }];
    const keys = [
      { unit: UNIT, known: 1, current: 2 },
      { unit: OTHER_UNIT, known: 3, current: 3 },
    ];
    expect(find({ ...soundEvidence(), keyBreaches, keys })).toEqual([
      `4 ${UNIT}: version 1 was withdrawn and was told version 2`,
      `4 ${UNIT} signs at rest with version 1 of its key and not with 2`,
    ]);
  });
});

describe('invariant 5', () => {
  it('finds a mail that left twice, and one of which nobody knows and nobody was told', () => {
    const mail = { recipient: 'committee@x.example', scheduledAt: AT };
    const other = { recipient: 'leaders@x.example', scheduledAt: AT };
    expect(find({ ...soundEvidence(), mails: [mail, other, mail] })).toEqual([
      '5 the mail of 2011-03-31T01:00:00.000Z to committee@x.example left 2 times',
    ]);
    expect(find({ ...soundEvidence(), unreportedMails: [other] })).toEqual([
      '5 the mail of 2011-03-31T01:00:00.000Z to leaders@x.example may not have left, and nobody was told',
    ]);
  });
});

describe('invariant 6', () => {
  it('finds executions that write receipts to one sheet at once', () => {
    expect(find({ ...soundEvidence(), mixedRuns: [{ unit: UNIT, executionId: 7 }] })).toEqual([
      `6 ${UNIT}: execution 7 wrote receipts beside another one`,
    ]);
  });

  it('finds a receipt of a version that is not there, or not there yet', () => {
    const evidence = soundEvidence();
    const claims = evidence.claims.map((claim, index) =>
      index === 0 ? { ...claim, receiptText: claim.receiptText.replace('lần 1', 'lần 2') } : claim,
    );
    expect(find({ ...evidence, claims })).toEqual([
      `6 ${UNIT} row 2 at 4 claims version 2 of ${FIRST.id}, which is not there`,
    ]);
    const early = evidence.claims.map((claim) => ({ ...claim, order: 1 }));
    expect(find({ ...evidence, claims: early })).toHaveLength(3);
  });

  it('finds a receipt on another row, unless the row changed after the script last looked', () => {
    const evidence = soundEvidence();
    const other = toContent(SECOND.cells);
    const judge = (changes: Partial<Evidence['claims'][number]>) =>
      find({
        ...evidence,
        claims: evidence.claims.map((claim, index) =>
          index === 0 ? { ...claim, ...changes } : claim,
        ),
      });
    expect(judge({ content: other })).toEqual([]);
    expect(judge({ content: other, contentRead: other })).toEqual([
      `6 ${UNIT} row 2 at 4 is called saved, but version 1 says something else`,
    ]);
  });

  it('lets a receipt name an older version only while nothing it tells has changed', () => {
    const evidence = soundEvidence();
    const last = recordOf(1, { version: 3 });
    const rows = new Map([...(evidence.units[0]?.rows ?? []), [FIRST.id, last] as const]);
    const withSecond = (second: typeof last, kind: 'delete' | 'edit') => {
      const entries = [entryOf(FIRST, 'create'), entryOf(second, kind), entryOf(last, 'revive')];
      const history = new Map(evidence.units[0]?.history).set(FIRST.id, entries);
      return find(withUnit(evidence, { rows, history })).filter((one) => one.startsWith('6'));
    };
    expect(withSecond(recordOf(1, { version: 2 }), 'delete')).toEqual([]);
    const other = recordOf(1, {
      version: 2,
      cells: cellsOf('Cải tiến lò sấy số 1', { note: 'a' }),
    });
    expect(withSecond(other, 'edit')).toEqual([`6 ${UNIT} row 2 says version 1 is saved`]);
  });

  it('finds receipts at rest that say too little, too much or nothing of ours', () => {
    const evidence = soundEvidence();
    const [row, ...others] = rowsOf(evidence);
    const judge = (receiptText: string) =>
      row === undefined ? [] : find(withRows(evidence, [{ ...row, receiptText }, ...others]));
    const waiting = formatReceipt({ kind: 'waiting', reason: 'sending' });
    const accepted = { version: 2, atSeconds: AT / 1000 };
    expect(judge(waiting)).toEqual([`6 ${UNIT} row 2 says «${waiting}» at rest`]);
    expect(judge('xong')).toEqual([`6 ${UNIT} row 2 has no receipt of ours: «xong»`]);
    expect(judge(formatReceipt({ kind: 'saved', accepted, warnings: [] }))).toEqual([
      `6 ${UNIT} row 2 says version 2 is saved`,
    ]);
    expect(judge(formatReceipt({ kind: 'rejected', reasons: ['sai'], accepted }))).toEqual([
      `6 ${UNIT} row 2 says version 2 counts`,
    ]);
    expect(judge(formatReceipt({ kind: 'rejected', reasons: ['sai'] }))).toEqual([
      `6 ${UNIT} row 2 does not say that version 1 counts`,
    ]);
  });
});
