import { describe, expect, it } from 'vitest';
import type { RowVersion } from '../../../core/digest/row-history.ts';
import { toRowPair } from '../../../core/digest/row-history.ts';
import { validCells } from '../../support/stored-rows.ts';

const unit = { code: 'BT028', name: 'Bệnh viện' };
const rules = { period: { from: '2008-01-01', to: '2010-12-31' } };
const AT = Date.parse('2011-03-31T08:00:00+07:00');

function version(headVersion: number, changes: Partial<RowVersion> = {}): RowVersion {
  const kind = 'edit';
  const counted = { place: 'inside' } as const;
  return { kind, at: AT + headVersion, cells: validCells(), headVersion, counted, ...changes };
}

const standing = (changes: object = {}) => ({
  cells: validCells(),
  initiative: { title: 'Cải tiến lò sấy cơm dừa', place: 'inside' },
  ...changes,
});

function pair(versions: readonly RowVersion[], headThen: number, headNow: number) {
  return toRowPair({ unit, versions, headThen, headNow, rules });
}

describe('a row at two publications', () => {
  it('is what the last version up to each head says', () => {
    const cells = validCells({ note: 'sau' });
    const versions = [version(2, { kind: 'create' }), version(5, { cells }), version(9)];
    expect(pair(versions, 4, 8)).toEqual({
      unit,
      at: AT + 5,
      before: standing(),
      after: standing({ cells }),
    });
    // Both ends belong to it.
    expect(pair(versions, 5, 9)).toMatchObject({ before: { cells }, after: standing() });
  });

  it('is not there before it was made, after it was deleted, or where its unit was not', () => {
    const versions = [version(2, { kind: 'create' }), version(5, { kind: 'delete' })];
    expect(pair(versions, 1, 2)).toMatchObject({ before: undefined, after: standing() });
    expect(pair(versions, 4, 5)).toMatchObject({
      at: AT + 5,
      before: standing(),
      after: undefined,
    });
    expect(pair(versions, 0, 3)).toMatchObject({ before: undefined, after: standing() });
    expect(pair(versions, 3, 0)).toMatchObject({
      at: AT + 2,
      before: standing(),
      after: undefined,
    });
    expect(pair(versions, 0, 5)).toBeUndefined();
    expect(pair(versions, 1, 1)).toBeUndefined();
  });

  it('counts as it was read then, whatever the rules say now', () => {
    const counted = { place: 'outside', recognition: 'CS' } as const;
    expect(pair([version(2, { counted })], 1, 2)?.after?.initiative).toEqual({
      title: 'Cải tiến lò sấy cơm dừa',
      ...counted,
    });
  });

  it('is read again where how it counted was not kept, and is older than any publication', () => {
    const old = { headVersion: 0, counted: undefined };
    const cells = validCells({ appliedOn: '15/05/2007', recognition: 'Cơ sở' });
    expect(pair([version(0, { ...old, cells })], 3, 4)?.before?.initiative).toEqual({
      title: 'Cải tiến lò sấy cơm dừa',
      place: 'outside',
      recognition: 'CS',
    });
    const unreadable = version(0, { ...old, cells: { title: 2010 } });
    expect(pair([unreadable], 3, 4)?.before?.initiative).toEqual({
      title: '2010',
      place: 'undated',
    });
  });

  it.each([
    [{}, ''],
    [{ title: { serial: 40632 } }, '40632'],
    [{ title: true }, 'true'],
  ])('has the title %j as text', (cells, title) => {
    expect(pair([version(2, { cells })], 1, 2)?.after?.initiative.title).toBe(title);
  });
});
