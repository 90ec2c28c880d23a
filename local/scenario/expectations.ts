/** What an `expect` line may say of the system; whatever it names must assert something. */
import * as z from 'zod';
import { count, inSheet, rowNumber, someOf, words } from './fields.ts';

const NOTHING = 'asserts nothing';
const figure = z.number();
const text = z.string();
/** Any text contains the empty one. */
const part = text.check(z.minLength(1));
const unit = words;
const titled = { unit, title: words };

/** Of the start of application; '' where there is none. */
const YEAR = /^(\d{4})?$/;
const areYears = (given: object) => Object.keys(given).every((year) => YEAR.test(year));
const byYear = z.record(text, figure).check(z.refine(areYears, 'has keys other than years'));

function filled<Entries extends object>(entries: z.ZodType<Entries>) {
  return entries.check(z.refine((given) => Object.keys(given).length > 0, NOTHING));
}

const ByCategory = z.strictObject({
  CTKT: z.optional(figure),
  TK: z.optional(figure),
  PVDT: z.optional(figure),
  TCQL: z.optional(figure),
  HLH: z.optional(figure),
});

/** Any subset of the end state's summary. */
const SummarySubset = filled(
  z.strictObject({
    asOf: z.optional(text),
    total: z.optional(figure),
    unitsReported: z.optional(figure),
    unitsTotal: z.optional(figure),
    byCategory: z.optional(filled(ByCategory)),
    byYear: z.optional(filled(byYear)),
    byUnit: z.optional(filled(z.record(unit, figure))),
    benefit: z.optional(
      filled(
        z.strictObject({
          totalDong: z.optional(figure),
          counted: z.optional(figure),
          notYet: z.optional(figure),
          cannot: z.optional(figure),
        }),
      ),
    ),
    missingUnits: z.optional(z.array(unit)),
    outOfPeriod: z.optional(figure),
    rejected: z.optional(figure),
    incomplete: z.optional(figure),
    waiting: z.optional(figure),
    held: z.optional(figure),
  }),
);

const Records = z
  .strictObject({
    unit,
    active: z.optional(count),
    deleted: z.optional(count),
    held: z.optional(count),
  })
  .check(someOf(['active', 'deleted', 'held'], NOTHING));

const Record = z.strictObject({
  ...titled,
  version: z.optional(rowNumber),
  state: z.optional(z.enum(['active', 'held', 'deleted'])),
  benefit: z.optional(
    z.union(
      [figure, z.enum(['KHONG_TINH_DUOC', 'CHUA_TINH_DUOC'])],
      'must be a number of đồng, KHONG_TINH_DUOC or CHUA_TINH_DUOC',
    ),
  ),
  date: z.optional(text),
  category: z.optional(text),
});

const Receipt = z.strictObject({
  in: inSheet,
  row: rowNumber,
  state: z.enum(['saved', 'waiting', 'incomplete', 'rejected', 'held', 'none']),
  code: z.optional(words),
});

const Cell = z
  .strictObject({
    in: inSheet,
    row: rowNumber,
    col: words,
    is: z.optional(z.union([text, figure, z.boolean()], 'must be text, a number, true or false')),
    contains: z.optional(part),
  })
  .check(someOf(['is', 'contains'], NOTHING));

const Tab = z.strictObject({ in: inSheet, name: words, contains: z.array(part) });

const Mail = z.strictObject({
  to: z.optional(words),
  count: z.optional(count),
  subjectContains: z.optional(part),
  bodyContains: z.optional(part),
});

const Calls = z
  .strictObject({ fetch: z.optional(count), sheet: z.optional(count) })
  .check(someOf(['fetch', 'sheet'], NOTHING));

const FORMS = {
  records: z.optional(Records),
  record: z.optional(Record),
  noRecord: z.optional(z.strictObject(titled)),
  history: z.optional(z.strictObject({ ...titled, versions: rowNumber })),
  sameRecordAsMarked: z.optional(z.strictObject(titled)),
  versionsUnchanged: z.optional(z.literal(true)),
  receipt: z.optional(Receipt),
  cell: z.optional(Cell),
  summary: z.optional(SummarySubset),
  tab: z.optional(Tab),
  mail: z.optional(Mail),
  response: z.optional(z.strictObject({ status: z.int(), code: z.optional(words) })),
  calls: z.optional(Calls),
};

export const Expect = z
  .strictObject({ do: z.literal('expect'), ...FORMS })
  .check(someOf(Object.keys(FORMS), NOTHING));
export type Expectations = z.infer<typeof Expect>;
