/** Finds, before anything runs, the first line that names what neither programme nor file has. */
import { COMMITTEE_UNIT } from '../../core/messages/committee-unit.ts';
import { MENU } from '../../core/wording/sheet.ts';
import type { Expectations } from './expectations.ts';
import { readNamedRows } from './named-file.ts';
import { ScenarioError } from './scenario-error.ts';
import type { Malformed, NumberedStep, Scenario, SheetAct, Step } from './scenario-file.ts';
import { toMalformed } from './scenario-file.ts';

export type Surroundings = {
  readonly programme: string;
  readonly unitCodes: ReadonlySet<string>;
  /** Of the scenario: files it names are looked up there first. */
  readonly dir: string;
};

/** What stands before a line. */
type Known = Surroundings & {
  readonly steps: readonly NumberedStep[];
  /** Which of the two kinds of menu a copy has is known only when it is made. */
  readonly copies: Set<string>;
  readonly opened: Set<string>;
  isMarked: boolean;
  isRequested: boolean;
};

/** What a key of the API may be asked for: also a unit the programme does not have, to forge it. */
const UNIT_CODE = /^[A-Z][A-Z0-9]{1,15}$/;

export function checkReferences(
  { steps }: Scenario,
  surroundings: Surroundings,
): Malformed | undefined {
  const known: Known = {
    ...surroundings,
    steps,
    copies: new Set(),
    opened: new Set([COMMITTEE_UNIT]),
    isMarked: false,
    isRequested: false,
  };
  for (const { lineNumber, step } of steps) {
    try {
      checkStep(known, step);
    } catch (error) {
      if (!(error instanceof ScenarioError)) throw error;
      return toMalformed(lineNumber, `${step.do}: ${error.message}`);
    }
  }
  return undefined;
}

function checkStep(known: Known, step: Step): void {
  switch (step.do) {
    case 'setup':
    case 'advance':
    case 'fault':
      return;
    case 'mark':
      known.isMarked = true;
      return;
    case 'request':
      checkSigner(known, step.as);
      known.isRequested = true;
      return;
    case 'sweep':
      if (known.unitCodes.has(step.in)) return;
      throw new ScenarioError(`«${step.in}» is no unit of ${known.programme}`);
    case 'rotateKey':
    case 'revokeKey':
      if (step.unit !== COMMITTEE_UNIT) requireUnit(known, step.unit);
      return;
    case 'together':
      for (const act of step.actions) checkAct(known, act);
      return;
    case 'expect':
      checkExpectations(known, step);
      return;
    default:
      checkAct(known, step);
  }
}

function checkAct(known: Known, act: SheetAct): void {
  if (act.do === 'pasteCsv') {
    checkPastedFile(known, act);
    return;
  }
  requireSpreadsheet(known, act.in);
  if (act.do === 'menu') checkItem(known, act);
  if (act.do === 'copyFile') {
    requireFreeAlias(known, act.as);
    known.copies.add(act.as);
    known.opened.add(act.as);
  }
  known.opened.add(act.in);
}

function checkPastedFile(known: Known, act: Extract<SheetAct, { do: 'pasteCsv' }>): void {
  if (act.in !== undefined) requireUnit(known, act.in);
  const units = [...readNamedRows(act.file, known.dir).keys()];
  const foreign = units.find((unit) => !known.unitCodes.has(unit));
  if (foreign !== undefined) {
    throw new ScenarioError(`«${act.file}»: ${describeUnknownUnit(known, foreign)}`);
  }
  if (act.in !== undefined && !units.includes(act.in)) {
    throw new ScenarioError(`«${act.file}» has no row of ${act.in}, only of ${units.join(', ')}`);
  }
  for (const unit of act.in === undefined ? units : [act.in]) known.opened.add(unit);
}

function checkItem(known: Known, { in: key, item }: Extract<SheetAct, { do: 'menu' }>): void {
  if (known.copies.has(key)) return;
  const isOfBoth = item === MENU.activate || item === MENU.confirmDeletion;
  const isOfCommittee = item === MENU.refreshSummary;
  if (isOfBoth || isOfCommittee === (key === COMMITTEE_UNIT)) return;
  const owner = isOfCommittee ? 'the committee has' : 'units have';
  throw new ScenarioError(`«${key}» has no menu item «${item}», only ${owner} it`);
}

function requireFreeAlias({ unitCodes, copies }: Known, alias: string): void {
  if (unitCodes.has(alias) || alias === COMMITTEE_UNIT) {
    throw new ScenarioError(`«${alias}» names a spreadsheet already: choose another alias`);
  }
  if (copies.has(alias)) {
    throw new ScenarioError(`«${alias}» is the alias of an earlier copy: choose another one`);
  }
}

function checkSigner({ programme, unitCodes }: Known, unit: string): void {
  if (unitCodes.has(unit) || unit === COMMITTEE_UNIT || UNIT_CODE.test(unit)) return;
  throw new ScenarioError(`«${unit}» has no key: give a unit code of ${programme}`);
}

function checkExpectations(known: Known, step: Expectations): void {
  const { records, record, noRecord, history, sameRecordAsMarked, summary } = step;
  for (const form of [records, record, noRecord, history, sameRecordAsMarked]) {
    if (form !== undefined) requireUnit(known, form.unit);
  }
  for (const unit of Object.keys(summary?.byUnit ?? {})) requireUnit(known, unit);
  for (const unit of summary?.missingUnits ?? []) requireUnit(known, unit);
  for (const form of [step.receipt, step.cell, step.tab]) {
    if (form !== undefined) requireOpened(known, form.in);
  }
  if (step.response !== undefined && !known.isRequested) {
    throw new ScenarioError('response: no request was made before this line');
  }
  if (sameRecordAsMarked !== undefined && !known.isMarked) {
    throw new ScenarioError('sameRecordAsMarked: there is no mark before this line');
  }
}

function requireOpened(known: Known, key: string): void {
  requireSpreadsheet(known, key);
  if (known.opened.has(key)) return;
  throw new ScenarioError(`«${key}» is not open yet: nothing was done in it before this line`);
}

function requireSpreadsheet(known: Known, key: string): void {
  const { unitCodes, copies } = known;
  if (unitCodes.has(key) || key === COMMITTEE_UNIT || copies.has(key)) return;
  const later = known.steps.find(({ step }) => step.do === 'copyFile' && step.as === key);
  if (later !== undefined) {
    throw new ScenarioError(`«${key}» is copied only on line ${later.lineNumber}: copy it before`);
  }
  const unknown = describeUnknownUnit(known, key);
  throw new ScenarioError(`${unknown}, and no copy made before this line`);
}

function requireUnit(known: Known, unit: string): void {
  if (!known.unitCodes.has(unit)) throw new ScenarioError(describeUnknownUnit(known, unit));
}

function describeUnknownUnit({ programme }: Known, unit: string): string {
  return `no unit is called «${unit}» (see programmes/${programme}/units.csv)`;
}
