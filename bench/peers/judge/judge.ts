/** Looks on while a scenario is played and says at the end what each record was worth. */
import type { TypedCells } from '../../../core/columns.ts';
import type { Programme } from '../../../core/programme.ts';
import { toProgrammeRules } from '../../../core/programme.ts';
import { toReadingRules } from '../../../core/rules.ts';
import { toVietnamDay } from '../../../core/time.ts';
import type { UserAction } from '../../../local/google/people/user-action.ts';
import { findEntryTab } from '../../../local/scenario/find-entry-tab.ts';
import type { LocalSpreadsheet } from '../../../local/spreadsheet-registry.ts';
import type { RecordEvidence } from '../record-evidence.ts';
import type { RowFollower } from './follow-rows.ts';
import { createRowFollower } from './follow-rows.ts';
import type { Judgement } from './judge-unit.ts';
import { type COUNTS, judgeUnit, readValid } from './judge-unit.ts';
import { createRowReader, toTitle } from './sheet-rows.ts';

type Records = {
  readActiveCells(unit: string): Promise<readonly TypedCells[]>;
  readRecords(unit: string): Promise<readonly RecordEvidence[]>;
};

export type Judge = {
  /** Carries a person's action out and follows it. */
  follow(spreadsheet: LocalSpreadsheet, action: UserAction, perform: () => void): void;
  /** Once everything an action caused is over. */
  rest(): Promise<void>;
  /** All units together. */
  judge(): Promise<Judgement>;
};

type Watched = {
  readonly follower: RowFollower;
  /** Titles that had a record and have stood on the sheet since. */
  recorded: ReadonlySet<string>;
  readonly missed: Set<string>;
};

export function createJudge(options: {
  readonly programme: Programme;
  readonly now: () => number;
  readonly records: Records;
}): Judge {
  const { programme, now, records } = options;
  const units = new Map<string, Watched>();
  const readings = new Map<string, boolean>();

  const toRules = () => toReadingRules(toProgrammeRules(programme), toVietnamDay(now()));

  function watch(spreadsheet: LocalSpreadsheet): Watched {
    const known = units.get(spreadsheet.key);
    if (known !== undefined) return known;
    const reader = createRowReader(findEntryTab(spreadsheet.workbook));
    const follower = createRowFollower(spreadsheet, reader);
    const watched: Watched = { follower, recorded: new Set(), missed: new Set() };
    units.set(spreadsheet.key, watched);
    return watched;
  }

  function listValidTitles({ follower }: Watched): ReadonlySet<string> {
    const rules = toRules();
    const valid = follower.truth().rows.filter((row) => {
      const key = `${rules.today}|${row.hasFormula}|${row.content}`;
      const known = readings.get(key) ?? readValid(row, rules) !== undefined;
      readings.set(key, known);
      return known;
    });
    return new Set(valid.map(({ title }) => title));
  }

  return {
    follow(spreadsheet, action, perform) {
      watch(spreadsheet).follower.follow(action, perform);
    },
    async rest() {
      for (const [unit, watched] of units) {
        watched.follower.look();
        const titles = new Set((await records.readActiveCells(unit)).map(toTitle));
        const valid = listValidTitles(watched);
        const stayed = [...watched.recorded].filter((title) => valid.has(title));
        for (const title of stayed) if (!titles.has(title)) watched.missed.add(title);
        watched.recorded = new Set([...stayed, ...[...valid].filter((one) => titles.has(one))]);
      }
    },
    async judge() {
      const judgements: Judgement[] = [];
      for (const [unit, { follower, missed }] of units) {
        follower.look();
        const truth = follower.truth();
        const all = await records.readRecords(unit);
        judgements.push(judgeUnit({ truth, records: all, rules: toRules(), missed }));
      }
      return sumJudgements(judgements);
    },
  };
}

export function sumJudgements(judgements: readonly Judgement[]): Judgement {
  const sum = (count: (typeof COUNTS)[number]) =>
    judgements.reduce((total, judgement) => total + judgement[count], 0);
  return {
    lost: sum('lost'),
    doubled: sum('doubled'),
    left: sum('left'),
    moved: sum('moved'),
    mixed: sum('mixed'),
    undelivered: sum('undelivered'),
    needless: sum('needless'),
    missed: sum('missed'),
  };
}
