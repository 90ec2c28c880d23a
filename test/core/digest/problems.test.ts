import { describe, expect, it } from 'vitest';
import type { Problem } from '../../../core/digest/mail-facts.ts';
import type { OpenMail, ProblemsInput } from '../../../core/digest/problems.ts';
import {
  listProblems,
  MAX_PROBLEMS,
  RUN_MS,
  selectUntold,
  toProblemKey,
} from '../../../core/digest/problems.ts';
import type { UnitReport } from '../../../core/summary/figures.ts';
import type { UnitContact } from '../../../core/unit-head.ts';
import { createHead } from '../../../core/unit-head.ts';
import { loadProgramme, NO_COUNTS } from '../summary/cast.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const NOW = Date.parse('2011-04-20T07:15:00+07:00');
const programme = loadProgramme();

function contact(unit: string, changes: Partial<UnitContact> = {}): UnitContact {
  return {
    unit,
    counts: NO_COUNTS,
    bundle: '1',
    lastContactAt: NOW,
    changedAt: NOW - DAY_MS,
    ...changes,
  };
}

/** Everything said by its contact and published. */
function quiet(unit: string, changes: Partial<UnitContact> = {}): UnitReport {
  return { unit, contact: contact(unit, changes) };
}

function problems(changes: Partial<ProblemsInput> = {}): readonly Problem[] {
  const reports = changes.reports ?? [];
  const marks = Object.fromEntries(
    reports.map(({ unit, head, contact: said }) => [
      unit,
      { head: head?.version ?? 0, contact: said?.changedAt ?? 0 },
    ]),
  );
  const publication = { asOf: NOW - DAY_MS, marks };
  return listProblems({
    programme,
    now: NOW,
    reports,
    publication,
    openMails: [],
    deadAddresses: [],
    ...changes,
  });
}

describe('a quiet system', () => {
  it('has no problems', () => {
    expect(problems({ reports: [quiet('BT028')] })).toEqual([]);
    expect(problems({ publication: undefined })).toEqual([]);
  });

  it('nor has a programme that asks for no alerts', () => {
    const silent = quiet('BT028', { lastContactAt: 0, changedAt: 1 });
    const input = { programme: { ...programme, mails: undefined }, reports: [silent] };
    expect(problems({ ...input, publication: undefined })).toEqual([]);
  });
});

describe('a unit', () => {
  it.each([
    [14 * DAY_MS, []],
    [14 * DAY_MS + 1, ['silentUnit']],
  ])('that spoke %i ms ago: %j', (ms, kinds) => {
    const found = problems({ reports: [quiet('BT028', { lastContactAt: NOW - ms })] });
    expect(found.map(({ kind }) => kind)).toEqual(kinds);
  });

  it.each([
    ['rows', DAY_MS, []],
    ['rows', DAY_MS + 1, ['silentUnit']],
    ['unavailable', DAY_MS, []],
    ['forbidden', 1, ['silentUnit']],
    ['noHeader', 1, ['silentUnit']],
  ] as const)('whose sheet the server read, finding %s, %i ms after: %j', (found, ms, kinds) => {
    const lastContactAt = NOW - ms;
    const reports = [quiet('BT028', { lastContactAt, sweep: { at: NOW, found } })];
    expect(problems({ reports }).map(({ kind }) => kind)).toEqual(kinds);
  });

  it('that becomes unreadable is told anew, with what was found', () => {
    const keys = (['rows', 'unavailable', 'forbidden', 'notFound'] as const).map((found) => {
      const sweep = { at: NOW, found };
      const [problem] = problems({ reports: [quiet('BT028', { lastContactAt: 0, sweep })] });
      expect(problem).toMatchObject({ kind: 'silentUnit', lastContactAt: 0, found });
      return problem === undefined ? '' : toProblemKey(problem);
    });
    expect(keys).toEqual([
      'silentUnit|BT028|0',
      'silentUnit|BT028|0',
      'silentUnit|BT028|0|forbidden',
      'silentUnit|BT028|0|notFound',
    ]);
  });

  it('that never spoke, or is not asked to report, is not silent', () => {
    expect(problems({ reports: [{ unit: 'BT028' }] })).toEqual([]);
    expect(problems({ reports: [quiet('XX1', { lastContactAt: 0 })] })).toEqual([]);
  });

  const head = { ...createHead('BT028', 'S', 1), version: 3, changedAt: NOW - 90 * MINUTE_MS };
  it.each([
    [60, []],
    [59, ['publicationLate']],
  ])('whose change waits longer than %i minutes: %j', (_, kinds) => {
    const waited = kinds.length === 0 ? 60 * MINUTE_MS : 60 * MINUTE_MS + 1;
    const reports = [{ unit: 'BT028', head: { ...head, changedAt: NOW - waited } }];
    const publication = { asOf: 5, marks: { BT028: { head: 2, contact: 0 } } };
    expect(problems({ reports, publication }).map(({ kind }) => kind)).toEqual(kinds);
  });

  it('that waits the longest is told, also when nothing was published yet', () => {
    const reports = [
      { unit: 'BT028', head },
      { unit: 'BT061', contact: contact('BT061', { changedAt: NOW - 2 * DAY_MS }) },
    ];
    expect(problems({ reports, publication: undefined })).toEqual([
      { kind: 'publicationLate', changedAt: NOW - 2 * DAY_MS, publishedAt: undefined },
    ]);
  });
});

describe('a unit without an address', () => {
  const committee = { kind: 'committee', address: 'a@x.example' } as const;
  const withoutAddresses = { ...programme, recipients: [committee] };
  const at = (day: string) => Date.parse(`2011-${day}T07:15:00+07:00`);
  const count = (day: string, reports: readonly UnitReport[] = []) => {
    const found = problems({ programme: withoutAddresses, now: at(day), reports });
    return found.filter(({ kind }) => kind === 'noAddress').length;
  };

  it.each([
    ['03-16', 0],
    ['03-17', 65],
    ['03-31', 65],
    ['04-01', 0],
  ])('is told from the first reminder to the deadline: on %s %i', (day, expected) => {
    expect(count(day)).toBe(expected);
  });

  it('is not told of when it owes nothing', () => {
    const done = quiet('BT028', { statement: 'none', lastContactAt: at('03-17') });
    expect(count('03-17', [done])).toBe(64);
  });

  it('is none of those with an address', () => {
    expect(problems({ now: at('03-17') })).toEqual([]);
  });

  it('is nobody’s business without reminders or a deadline', () => {
    const noDeadline = { ...withoutAddresses, deadline: undefined };
    expect(problems({ programme: noDeadline, now: at('03-17') })).toEqual([]);
    const noMails = { ...withoutAddresses, mails: undefined };
    expect(problems({ programme: noMails, now: at('03-17') })).toEqual([]);
  });
});

describe('a mail', () => {
  const mail = { recipient: 'a@x.example', mailKind: 'weekly', scheduledAt: 5 } as const;
  it.each<[OpenMail['outcome'], number, readonly string[]]>([
    [{ kind: 'pending' }, RUN_MS - 1, []],
    [{ kind: 'pending' }, RUN_MS, ['unknownMail']],
    [{ kind: 'unknown' }, 0, ['unknownMail']],
    [{ kind: 'refused', reason: 'MessageRejected' }, 0, ['refusedMail']],
  ])('that is %j since %i ms: %j', (outcome, ms, kinds) => {
    const found = problems({ openMails: [{ ...mail, markedAt: NOW - ms, outcome }] });
    expect(found.map(({ kind }) => kind)).toEqual(kinds);
    for (const problem of found) expect(problem).toMatchObject(mail);
  });

  it('that came back is told with the address', () => {
    const address = { recipient: 'a@x.example', at: 7 };
    const bounced = { ...address, kind: 'bounced' } as const;
    const complained = { ...address, kind: 'complained' } as const;
    expect(problems({ deadAddresses: [bounced, complained] })).toEqual([bounced, complained]);
  });
});

describe('what was told', () => {
  const unit = { code: 'BT028', name: 'Bệnh viện' };
  const silent = (lastContactAt: number): Problem => ({ kind: 'silentUnit', unit, lastContactAt });
  const mail = { recipient: 'a@x.example', mailKind: 'weekly', scheduledAt: 5 } as const;

  it('is not told again, as long as it is the same', () => {
    const first = selectUntold([silent(1)], []);
    expect(first.problems).toEqual([silent(1)]);
    expect(selectUntold([silent(1)], first.told)).toEqual({
      problems: [],
      told: first.told,
      later: 0,
    });
    expect(selectUntold([silent(2)], first.told).problems).toEqual([silent(2)]);
  });

  it('is forgotten once it is over', () => {
    const { told } = selectUntold([silent(1)], []);
    expect(selectUntold([], told).told).toEqual([]);
  });

  it('is so much a mail, the rest comes with the next', () => {
    const many = Array.from({ length: MAX_PROBLEMS + 1 }, (_, index) => silent(index));
    const first = selectUntold(many, []);
    expect(first.problems).toHaveLength(MAX_PROBLEMS);
    expect(first.later).toBe(1);
    expect(selectUntold(many, first.told).problems).toEqual([silent(MAX_PROBLEMS)]);
  });

  it('is told apart by what makes it another problem', () => {
    const all: readonly Problem[] = [
      silent(1),
      silent(2),
      { kind: 'publicationLate', changedAt: 1, publishedAt: undefined },
      { kind: 'publicationLate', changedAt: 1, publishedAt: 2 },
      { kind: 'unknownMail', ...mail },
      { kind: 'unknownMail', ...mail, scheduledAt: 6 },
      { kind: 'unknownMail', ...mail, recipient: 'b@x.example' },
      { kind: 'refusedMail', ...mail, reason: 'x' },
      { kind: 'bounced', recipient: 'a@x.example', at: 1 },
      { kind: 'bounced', recipient: 'a@x.example', at: 2 },
      { kind: 'complained', recipient: 'a@x.example', at: 1 },
      { kind: 'noAddress', unit },
    ];
    expect(new Set(all.map(toProblemKey)).size).toBe(all.length);
    // A change that goes on waiting is the same trouble.
    const late = { kind: 'publicationLate', publishedAt: 2 } as const;
    expect(toProblemKey({ ...late, changedAt: 8 })).toBe(toProblemKey({ ...late, changedAt: 1 }));
  });
});
