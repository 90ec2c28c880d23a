/** A programme: its period, units, dates, law and recipients, as its folder describes them. */
import * as z from 'zod/mini';
import { Deployments } from './deployment-target.ts';
import { listMailProblems, MailRecipient, MailSettings } from './digest/mail-settings.ts';
import { Fault } from './fault.ts';
import { existsDay } from './reading/calendar.ts';
import type { Day, ProgrammeRules } from './rules.ts';
import { listTargetProblems, Targets } from './targets.ts';
import { unitCode } from './unit-code.ts';

/** A calendar day that exists; zod's own date check is the host's and not needed for this. */
const day = z.string().check(z.refine(isDay, 'not a day of the form yyyy-mm-dd'));
const optionalDay = z.optional(day);
const text = z.string().check(z.minLength(1), z.maxLength(300));

/** One line of units.csv: every field is text, aliases are divided by semicolons. */
const UnitLine = z.object({
  code: unitCode,
  name: text,
  type: text,
  aliases: z._default(z.string(), ''),
  source: z._default(z.string(), ''),
  valid_from: z._default(z.string(), ''),
  valid_to: z._default(z.string(), ''),
  successor: z._default(z.string(), ''),
});

export const ProgrammeUnit = z.pipe(UnitLine, z.transform(toUnit));
export type ProgrammeUnit = {
  readonly code: string;
  readonly name: string;
  readonly type: string;
  readonly aliases: readonly string[];
  /** Both days belong to the validity; absent means without end. */
  readonly validFrom?: Day;
  readonly validTo?: Day;
  /** The unit that took over what this one did. */
  readonly successor?: string;
};

export const LegalReference = z.strictObject({
  number: text,
  title: text,
  effectiveFrom: day,
  effectiveTo: optionalDay,
  /** What a person must know before relying on it. */
  note: z.optional(text),
});
export type LegalReference = z.infer<typeof LegalReference>;

export const Programme = z
  .strictObject({
    code: z.string().check(z.regex(/^[a-z][a-z0-9-]{0,31}$/, 'not a programme code')),
    name: text,
    province: text,
    /** Grows whenever something a sheet works by changes; sheets with an older one are told. */
    rulesVersion: z.int().check(z.gte(1)),
    period: z.strictObject({ from: day, to: day }),
    referenceDate: optionalDay,
    deadline: optionalDay,
    schedules: z.strictObject({ publishEveryMinutes: z.int().check(z.gte(1), z.lte(60)) }),
    recipients: z.array(MailRecipient, 'not a list of recipients'),
    mails: z.optional(MailSettings),
    deployments: z.optional(Deployments),
    legalReferences: z.array(LegalReference),
    units: z.array(ProgrammeUnit).check(z.minLength(1)),
    targets: z.optional(Targets),
  })
  .check(checkConsistency);
export type Programme = z.infer<typeof Programme> & { readonly units: readonly ProgrammeUnit[] };

/**
 * Reads a programme with its units, as the build writes them into one JSON file.
 *
 * @throws Fault 'config.invalid' naming the first thing that is wrong and where
 */
export function parseProgramme(name: string, value: unknown): Programme {
  const parsed = z.safeParse(Programme, value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const place = issue === undefined ? '' : issue.path.map(String).join('.');
  const reason = `${place === '' ? 'programme' : place}: ${issue?.message ?? 'invalid'}`;
  throw new Fault('config.invalid', { name, reason });
}

/** Units whose validity touches the period: the denominator of every coverage. */
export function listUnitsInPeriod(programme: Programme): readonly ProgrammeUnit[] {
  const { from, to } = programme.period;
  return programme.units
    .filter((unit) => (unit.validFrom ?? from) <= to && (unit.validTo ?? to) >= from)
    .sort((one, other) => compareCodes(one.code, other.code));
}

export function findUnit(programme: Programme, code: string): ProgrammeUnit | undefined {
  return programme.units.find((unit) => unit.code === code);
}

/** Law in force on a day: rows of 2008-2010 must not be judged by the law of 2012. */
export function listLawOn(programme: Programme, on: Day): readonly LegalReference[] {
  return programme.legalReferences.filter(
    ({ effectiveFrom, effectiveTo }) => effectiveFrom <= on && (effectiveTo ?? on) >= on,
  );
}

export function toProgrammeRules(programme: Programme): ProgrammeRules {
  const { period, referenceDate } = programme;
  return { period, ...(referenceDate === undefined ? {} : { referenceDate }) };
}

/** Plain code-unit order: it must not depend on the host's locale. */
export function compareCodes(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function toUnit(line: z.infer<typeof UnitLine>): ProgrammeUnit {
  const aliases = line.aliases.split(';').map((alias) => alias.trim());
  return {
    code: line.code,
    name: line.name,
    type: line.type,
    aliases: aliases.filter((alias) => alias !== ''),
    ...(line.valid_from === '' ? {} : { validFrom: line.valid_from }),
    ...(line.valid_to === '' ? {} : { validTo: line.valid_to }),
    ...(line.successor === '' ? {} : { successor: line.successor }),
  };
}

type ProgrammeParts = Pick<
  Programme,
  'period' | 'deadline' | 'units' | 'legalReferences' | 'targets' | 'recipients' | 'mails'
>;

function checkConsistency(payload: z.core.ParsePayload<ProgrammeParts>): void {
  for (const { path, message } of listInconsistencies(payload.value)) {
    payload.issues.push({ code: 'custom', path: [...path], message, input: payload.value });
  }
}

type Inconsistency = { readonly path: readonly (string | number)[]; readonly message: string };

function listInconsistencies(programme: ProgrammeParts): readonly Inconsistency[] {
  const { period, units, legalReferences, targets } = programme;
  const codes = new Set(units.map((unit) => unit.code));
  const seen = new Set<string>();
  return [
    ...(period.from > period.to ? [{ path: ['period'], message: 'ends before it begins' }] : []),
    ...units.flatMap((unit, index) => {
      const messages = listUnitProblems(unit, codes, seen.has(unit.code));
      seen.add(unit.code);
      return messages.map((message) => ({ path: ['units', index], message }));
    }),
    ...legalReferences.flatMap(({ effectiveFrom, effectiveTo }, index) =>
      effectiveTo !== undefined && effectiveTo < effectiveFrom
        ? [{ path: ['legalReferences', index], message: 'ends before it begins' }]
        : [],
    ),
    ...(targets === undefined ? [] : listTargetProblems(targets, codes)),
    ...listMailProblems(programme, codes),
  ];
}

function listUnitProblems(
  unit: ProgrammeUnit,
  codes: ReadonlySet<string>,
  repeated: boolean,
): readonly string[] {
  const { code, validFrom, validTo, successor } = unit;
  const problems: string[] = [];
  if (repeated) problems.push(`unit ${code} is listed twice`);
  if (validFrom !== undefined && !isDay(validFrom)) problems.push(`${code}: valid_from is no day`);
  if (validTo !== undefined && !isDay(validTo)) problems.push(`${code}: valid_to is no day`);
  if (validFrom !== undefined && validTo !== undefined && validTo < validFrom) {
    problems.push(`${code}: valid_to is before valid_from`);
  }
  if (successor !== undefined && (!codes.has(successor) || successor === code)) {
    problems.push(`${code}: successor ${successor} is no other unit of the list`);
  }
  return problems;
}

function isDay(value: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  return match !== null && existsDay(Number(match[1]), Number(match[2]), Number(match[3]));
}
