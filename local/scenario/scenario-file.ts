/** Scenario files: what a line may say, and where a file is malformed. */
import * as z from 'zod';
import { describeLineProblem } from './describe-line-problem.ts';
import { Expect } from './expectations.ts';
import { FAULT_KINDS } from './fault-kinds.ts';
import { count, inSheet, rowNumber, words } from './fields.ts';
import { findRepeatedKey } from './find-repeated-key.ts';
import { SHEET_ACTS } from './sheet-act.ts';

const START = 'must be a time with its offset from UTC, as 2011-03-31T08:00:00+07:00';
const withSeconds = z.iso.datetime({ offset: true });
const withoutSeconds = z.iso.datetime({ offset: true, precision: -1 });

const Setup = z.strictObject({
  do: z.literal('setup'),
  programme: z.string().check(z.regex(/^[a-z][a-z0-9-]*$/, 'must be a folder of programmes/')),
  seed: z.int(),
  /** Without an offset the zone of the machine would decide. */
  now: z.union([withSeconds, withoutSeconds], START),
});
const Advance = z.strictObject({
  do: z.literal('advance'),
  minutes: z.number().check(z.gt(0), z.lte(1_000_000)),
});
const Fault = z
  .strictObject({
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
    /** One call when minutes are not given either. */
    count: z.optional(rowNumber),
    minutes: z.optional(z.number().check(z.gt(0))),
    n: z.optional(count),
  })
  .superRefine((fault, context) => {
    const message = findFaultProblem(fault);
    if (message !== undefined) context.addIssue({ code: 'custom', message });
  });
const Request = z.strictObject({
  do: z.literal('request'),
  as: words,
  body: z.optional(z.unknown()),
  /** `withdrawn`: signed as it should be, by the key before the current one. */
  tamper: z.optional(z.enum(['signature', 'body', 'time', 'unsigned', 'key', 'withdrawn'])),
});
/** What the operator does with a unit's key, or the committee's. */
const RotateKey = z.strictObject({
  do: z.literal('rotateKey'),
  unit: words,
  overlapMinutes: z.optional(z.number().check(z.gte(0), z.lte(1_000_000))),
});
const RevokeKey = z.strictObject({ do: z.literal('revokeKey'), unit: words });
const Mark = z.strictObject({ do: z.literal('mark') });
/** The server reads that unit's sheet itself, now and whatever its script does. */
const Sweep = z.strictObject({ do: z.literal('sweep'), in: inSheet });

const SheetActSchema = z.discriminatedUnion('do', SHEET_ACTS);
export type SheetAct = z.infer<typeof SheetActSchema>;

const Together = z.strictObject({
  do: z.literal('together'),
  actions: z.array(SheetActSchema).check(z.minLength(1)),
});

const StepSchema = z.discriminatedUnion('do', [
  Setup,
  ...SHEET_ACTS,
  Advance,
  Fault,
  Together,
  Request,
  RotateKey,
  RevokeKey,
  Mark,
  Sweep,
  Expect,
]);
export type Step = z.infer<typeof StepSchema>;
export type SetupStep = z.infer<typeof Setup>;

export type NumberedStep = { readonly lineNumber: number; readonly step: Step };

export type Malformed = {
  readonly kind: 'malformed';
  readonly lineNumber: number;
  readonly reason: string;
};

export type Scenario = {
  readonly kind: 'scenario';
  readonly setup: SetupStep;
  readonly setupLineNumber: number;
  readonly steps: readonly NumberedStep[];
};

/** What can be said of the lines without knowing the programme or any other file. */
export function parseScenario(text: string): Scenario | Malformed {
  const steps: NumberedStep[] = [];
  const lines = text.replace(/^\uFEFF/, '').split('\n');
  for (const [index, line] of lines.entries()) {
    const lineNumber = index + 1;
    const trimmed = line.trim();
    if (trimmed === '' || trimmed.startsWith('//')) continue;
    const parsed = parseLine(trimmed);
    if (parsed.kind === 'malformed') return { ...parsed, lineNumber };
    steps.push({ lineNumber, step: parsed.step });
  }
  return checkOrder(steps);
}

function checkOrder(steps: readonly NumberedStep[]): Scenario | Malformed {
  const [first, ...rest] = steps;
  const lineNumber = first?.lineNumber ?? 1;
  if (first?.step.do !== 'setup') {
    const found = first === undefined ? 'the file has no step' : `this is ${first.step.do}`;
    return toMalformed(lineNumber, `the first step must be setup, but ${found}`);
  }
  const second = rest.find(({ step }) => step.do === 'setup');
  if (second !== undefined) {
    return toMalformed(second.lineNumber, `setup stands on line ${lineNumber} already`);
  }
  return { kind: 'scenario', setup: first.step, setupLineNumber: lineNumber, steps: rest };
}

export function toMalformed(lineNumber: number, reason: string): Malformed {
  return { kind: 'malformed', lineNumber, reason };
}

type ParsedLine =
  | { readonly kind: 'step'; readonly step: Step }
  | { readonly kind: 'malformed'; readonly reason: string };

function parseLine(line: string): ParsedLine {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return { kind: 'malformed', reason: `not JSON: ${problem}` };
  }
  const repeated = findRepeatedKey(line);
  if (repeated !== undefined) {
    return { kind: 'malformed', reason: `«${repeated}» stands twice: only one would count` };
  }
  const parsed = StepSchema.safeParse(json);
  if (parsed.success) return { kind: 'step', step: parsed.data };
  return { kind: 'malformed', reason: describeLineProblem(StepSchema, json, parsed.error) };
}

type FaultFields = Pick<Extract<Step, { do: 'fault' }>, 'at' | 'kind' | 'count' | 'minutes' | 'n'>;

function findFaultProblem({ at, kind, count, minutes, n }: FaultFields): string | undefined {
  const kinds: readonly string[] = FAULT_KINDS[at];
  if (!kinds.includes(kind)) return `${kind} is no fault of ${at}, which knows ${kinds.join(', ')}`;
  if (count !== undefined && minutes !== undefined) return 'has a count or minutes, not both';
  if ((kind === 'killAfterCalls') !== (n !== undefined)) {
    return 'n goes with killAfterCalls, and killAfterCalls with n';
  }
  return undefined;
}
