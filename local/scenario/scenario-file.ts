/** Scenario files: what a line may say, and where a file is malformed. */
import * as z from 'zod';

const rowNumber = z.int().check(z.gte(1));
const count = z.int().check(z.gte(0));
const inSheet = z.string().check(z.minLength(1));
const values = z.array(z.array(z.string())).check(z.minLength(1));

const Setup = z.strictObject({
  do: z.literal('setup'),
  programme: z.string().check(z.minLength(1)),
  seed: z.int(),
  now: z.string().check(z.refine((text) => !Number.isNaN(Date.parse(text)), 'not an ISO time')),
});
const Open = z.strictObject({ do: z.literal('open'), in: inSheet });
const Type = z.strictObject({
  do: z.literal('type'),
  in: inSheet,
  row: rowNumber,
  col: z.string(),
  value: z.string(),
});
const Paste = z.strictObject({
  do: z.literal('paste'),
  in: inSheet,
  row: rowNumber,
  col: z.optional(z.string()),
  values,
});
const PasteCsv = z.strictObject({
  do: z.literal('pasteCsv'),
  file: z.string(),
  in: z.optional(inSheet),
});
const Clear = z.strictObject({
  do: z.literal('clear'),
  in: inSheet,
  row: rowNumber,
  count: rowNumber,
  cols: z.optional(z.array(z.string())),
});
const InsertRows = z.strictObject({
  do: z.literal('insertRows'),
  in: inSheet,
  row: rowNumber,
  count: rowNumber,
});
const DeleteRows = z.strictObject({
  do: z.literal('deleteRows'),
  in: inSheet,
  row: rowNumber,
  count: rowNumber,
});
const Sort = z.strictObject({
  do: z.literal('sort'),
  in: inSheet,
  range: z.enum(['all', 'visible']),
  col: z.string(),
  order: z.enum(['asc', 'desc']),
});
const movedRows = {
  in: inSheet,
  from: rowNumber,
  count: rowNumber,
  to: rowNumber,
  part: z.enum(['row', 'visible']),
};
const CopyRows = z.strictObject({ do: z.literal('copyRows'), ...movedRows });
const CutRows = z.strictObject({ do: z.literal('cutRows'), ...movedRows });
const Undo = z.strictObject({ do: z.literal('undo'), in: inSheet });
const RenameTab = z.strictObject({
  do: z.literal('renameTab'),
  in: inSheet,
  to: z.optional(z.string()),
});
const DuplicateTab = z.strictObject({
  do: z.literal('duplicateTab'),
  in: inSheet,
  to: z.optional(z.string()),
});
const RenameHeader = z.strictObject({
  do: z.literal('renameHeader'),
  in: inSheet,
  col: z.string(),
  to: z.string(),
});
const MoveColumn = z.strictObject({
  do: z.literal('moveColumn'),
  in: inSheet,
  col: z.string(),
  before: z.string(),
});
const InsertColumn = z.strictObject({
  do: z.literal('insertColumn'),
  in: inSheet,
  before: z.string(),
  header: z.optional(z.string()),
});
const CopyFile = z.strictObject({
  do: z.literal('copyFile'),
  in: inSheet,
  as: z.string().check(z.minLength(1)),
});
const ApiWrite = z.strictObject({
  do: z.literal('apiWrite'),
  in: inSheet,
  row: rowNumber,
  col: z.string(),
  values,
});
const Menu = z.strictObject({
  do: z.literal('menu'),
  in: inSheet,
  item: z.enum([
    'Kích hoạt',
    'Đồng bộ ngay',
    'Xác nhận xóa',
    'Đã nộp đủ',
    'Không có sáng kiến',
    'Nhận gợi ý',
    'Cập nhật ngay',
  ]),
});
const Advance = z.strictObject({
  do: z.literal('advance'),
  minutes: z.number().check(z.gt(0), z.lte(1_000_000)),
});
const Fault = z.strictObject({
  do: z.literal('fault'),
  at: z.enum(['ingest', 'table', 'sheets', 'mail', 'trigger']),
  kind: z.enum([
    'down',
    'timeoutBefore',
    'timeoutAfter',
    'duplicate',
    'delay',
    'throttle',
    'conflict',
    'dropEvent',
    'killAfterCalls',
  ]),
  count: z.optional(rowNumber),
  minutes: z.optional(z.number().check(z.gt(0))),
  n: z.optional(count),
});
const Request = z.strictObject({
  do: z.literal('request'),
  as: inSheet,
  body: z.optional(z.unknown()),
  tamper: z.optional(z.enum(['signature', 'body', 'time', 'unsigned', 'key'])),
});
const Mark = z.strictObject({ do: z.literal('mark') });

const benefit = z.union([z.number(), z.enum(['KHONG_TINH_DUOC', 'CHUA_TINH_DUOC'])]);
const perKey = z.record(z.string(), z.number());

/** Any subset of the end state's summary. */
const SummarySubset = z.strictObject({
  asOf: z.optional(z.string()),
  total: z.optional(z.number()),
  unitsReported: z.optional(z.number()),
  unitsTotal: z.optional(z.number()),
  byCategory: z.optional(perKey),
  byYear: z.optional(perKey),
  byUnit: z.optional(perKey),
  benefit: z.optional(
    z.strictObject({
      totalDong: z.optional(z.number()),
      counted: z.optional(z.number()),
      notYet: z.optional(z.number()),
      cannot: z.optional(z.number()),
    }),
  ),
  missingUnits: z.optional(z.array(z.string())),
  outOfPeriod: z.optional(z.number()),
  rejected: z.optional(z.number()),
  incomplete: z.optional(z.number()),
  waiting: z.optional(z.number()),
  held: z.optional(z.number()),
});
export type SummarySubset = z.infer<typeof SummarySubset>;

const titled = { unit: z.string(), title: z.string() };

const Expect = z.strictObject({
  do: z.literal('expect'),
  records: z.optional(
    z.strictObject({
      unit: z.string(),
      active: z.optional(count),
      deleted: z.optional(count),
      held: z.optional(count),
    }),
  ),
  record: z.optional(
    z.strictObject({
      ...titled,
      version: z.optional(z.int()),
      state: z.optional(z.enum(['active', 'held', 'deleted'])),
      benefit: z.optional(benefit),
      date: z.optional(z.string()),
      category: z.optional(z.string()),
    }),
  ),
  noRecord: z.optional(z.strictObject(titled)),
  history: z.optional(z.strictObject({ ...titled, versions: count })),
  sameRecordAsMarked: z.optional(z.strictObject(titled)),
  versionsUnchanged: z.optional(z.literal(true)),
  receipt: z.optional(
    z.strictObject({
      in: inSheet,
      row: rowNumber,
      state: z.enum(['saved', 'waiting', 'incomplete', 'rejected', 'held', 'none']),
      code: z.optional(z.string()),
    }),
  ),
  cell: z.optional(
    z.strictObject({
      in: inSheet,
      row: rowNumber,
      col: z.string(),
      is: z.optional(z.union([z.string(), z.number(), z.boolean()])),
      contains: z.optional(z.string()),
    }),
  ),
  summary: z.optional(SummarySubset),
  tab: z.optional(z.strictObject({ in: inSheet, name: z.string(), contains: z.array(z.string()) })),
  mail: z.optional(
    z.strictObject({
      to: z.optional(z.string()),
      count: z.optional(count),
      subjectContains: z.optional(z.string()),
      bodyContains: z.optional(z.string()),
    }),
  ),
  response: z.optional(z.strictObject({ status: z.int(), code: z.optional(z.string()) })),
  calls: z.optional(z.strictObject({ fetch: z.optional(count), sheet: z.optional(count) })),
});
export type Expectations = z.infer<typeof Expect>;

/** What people do in a spreadsheet: these fire triggers, and may happen together. */
const SheetAct = z.discriminatedUnion('do', [
  Open,
  Type,
  Paste,
  PasteCsv,
  Clear,
  InsertRows,
  DeleteRows,
  Sort,
  CopyRows,
  CutRows,
  Undo,
  RenameTab,
  DuplicateTab,
  RenameHeader,
  MoveColumn,
  InsertColumn,
  CopyFile,
  ApiWrite,
  Menu,
]);
export type SheetAct = z.infer<typeof SheetAct>;

const Together = z.strictObject({
  do: z.literal('together'),
  actions: z.array(SheetAct).check(z.minLength(1)),
});

const Step = z.discriminatedUnion('do', [
  Setup,
  Open,
  Type,
  Paste,
  PasteCsv,
  Clear,
  InsertRows,
  DeleteRows,
  Sort,
  CopyRows,
  CutRows,
  Undo,
  RenameTab,
  DuplicateTab,
  RenameHeader,
  MoveColumn,
  InsertColumn,
  CopyFile,
  ApiWrite,
  Menu,
  Advance,
  Fault,
  Together,
  Request,
  Mark,
  Expect,
]);
export type Step = z.infer<typeof Step>;
export type SetupStep = z.infer<typeof Setup>;

export type NumberedStep = { readonly lineNumber: number; readonly step: Step };

export type ScenarioFile =
  | {
      readonly kind: 'scenario';
      readonly setup: SetupStep;
      readonly steps: readonly NumberedStep[];
    }
  | { readonly kind: 'malformed'; readonly lineNumber: number; readonly reason: string };

export function parseScenario(text: string): ScenarioFile {
  const steps: NumberedStep[] = [];
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    const lineNumber = index + 1;
    const trimmed = line.trim();
    if (trimmed === '' || trimmed.startsWith('//')) continue;
    const parsed = parseLine(trimmed);
    if (parsed.kind === 'malformed') return { ...parsed, lineNumber };
    steps.push({ lineNumber, step: parsed.step });
  }
  return checkOrder(steps);
}

function checkOrder(steps: readonly NumberedStep[]): ScenarioFile {
  const [first, ...rest] = steps;
  if (first === undefined)
    return { kind: 'malformed', lineNumber: 1, reason: 'the file has no step' };
  if (first.step.do !== 'setup') {
    return {
      kind: 'malformed',
      lineNumber: first.lineNumber,
      reason: 'the first step must be setup',
    };
  }
  const second = rest.find(({ step }) => step.do === 'setup');
  if (second !== undefined) {
    return {
      kind: 'malformed',
      lineNumber: second.lineNumber,
      reason: 'setup may stand only once',
    };
  }
  return { kind: 'scenario', setup: first.step, steps: rest };
}

type ParsedLine =
  | { readonly kind: 'step'; readonly step: Step }
  | { readonly kind: 'malformed'; readonly reason: string };

function parseLine(line: string): ParsedLine {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch (error) {
    return { kind: 'malformed', reason: error instanceof Error ? error.message : String(error) };
  }
  const parsed = Step.safeParse(json);
  if (parsed.success) return checkStep(parsed.data);
  return { kind: 'malformed', reason: parsed.error.issues.map(describeIssue).join('; ') };
}

/** What a schema of fields alone cannot say. */
function checkStep(step: Step): ParsedLine {
  if (step.do === 'expect' && Object.keys(step).length < 2) {
    return { kind: 'malformed', reason: 'expect names nothing to expect' };
  }
  if (step.do === 'fault' && step.count !== undefined && step.minutes !== undefined) {
    return { kind: 'malformed', reason: 'a fault has a count or minutes, not both' };
  }
  if (step.do === 'fault' && (step.kind === 'killAfterCalls') !== (step.n !== undefined)) {
    return { kind: 'malformed', reason: 'n goes with killAfterCalls, and killAfterCalls with n' };
  }
  if (
    step.do === 'expect' &&
    step.cell !== undefined &&
    step.cell.is === undefined &&
    step.cell.contains === undefined
  ) {
    return { kind: 'malformed', reason: 'cell needs is or contains' };
  }
  return { kind: 'step', step };
}

function describeIssue(issue: z.core.$ZodIssue): string {
  const path = issue.path.map(String).join('.');
  const keys = issue.code === 'unrecognized_keys' ? `: ${issue.keys.join(', ')}` : '';
  return `${path === '' ? '' : `${path}: `}${issue.message}${keys}`;
}
