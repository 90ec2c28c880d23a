/** `units revoke`: keys that leaked are refused at once, and a new activation code is written. */
import { FIRST_KEY_POLICY, type KeyPolicy } from '../../lambdas/http/key-policy.ts';
import { planRevocation, revokeKey } from '../../lambdas/http/key-revocation.ts';
import { changeKeys, type KeyChanging, withCode } from './change-keys.ts';
import { type Context, WrongUse } from './context.ts';
import type { Report, UnitLine } from './report.ts';

/** @throws WrongUse before anything is changed: without a new code the unit's rows would wait */
export async function revokeUnits(context: Context, readInput: () => string): Promise<Report> {
  const { args } = context;
  if (args.texts.codes === undefined && !args.flags['dry-run']) {
    throw new WrongUse('revoke needs --codes: a file for the new codes; a unit without: retire');
  }
  const units = args.units.filter((unit) => args.only?.includes(unit) ?? true);
  const report = await changeKeys(context, units, { readInput, change: revoke });
  const isRevoked = report.lines.some(({ outcome }) => outcome === 'revoked');
  const note = 'the rows of these units wait until somebody pastes the new code: «Kích hoạt»';
  return isRevoked ? { ...report, notes: [...report.notes, note] } : report;
}

async function revoke(changing: KeyChanging, unit: string): Promise<UnitLine> {
  const { context, table } = changing;
  const { args } = context;
  const isDryRun = args.flags['dry-run'];
  const before = (await table.store.readUnit(unit)).keyPolicy ?? FIRST_KEY_POLICY;
  const unmade = (args.versions ?? []).filter((version) => version > before.current);
  if (unmade.length > 0) return toUnknownVersion(unit, unmade, before);
  // Those there are now, so that of two operators at once none revokes the other's new code.
  const versions = args.versions ?? listIssued(before);
  const revocation = isDryRun
    ? planRevocation(before, versions)
    : await revokeKey(table.store, unit, versions);
  if (revocation.kind === 'unchanged') {
    const now = (await table.store.readUnit(unit)).keyPolicy ?? FIRST_KEY_POLICY;
    return describeUnchanged(changing, unit, now);
  }
  const { policy } = revocation;
  const line = {
    unit,
    outcome: isDryRun ? 'wouldRevoke' : 'revoked',
    isGood: true,
    text: describe(policy, isDryRun),
    details: { policy },
  };
  return withCode(changing, line, policy.current);
}

function listIssued({ current }: KeyPolicy): readonly number[] {
  return Array.from({ length: current }, (_, index) => index + 1);
}

function describe({ current, previous, revoked }: KeyPolicy, isDryRun: boolean): string {
  const keys = `${revoked.length === 1 ? 'key' : 'keys'} ${revoked.join(', ')}`;
  const refused = isDryRun ? `${keys} would be refused` : `${keys} refused from now on`;
  const kept =
    previous === undefined
      ? ''
      : `; key ${previous.version} is accepted until ${new Date(previous.acceptedUntil).toISOString()}`;
  return `${refused}; its new code is of key ${current}${kept}`;
}

/** Its code once more: whoever revoked before may not have come to write it. */
function describeUnchanged(changing: KeyChanging, unit: string, policy: KeyPolicy): UnitLine {
  const { current, revoked } = policy;
  const line = { unit, outcome: 'unchanged', details: { policy } };
  if (revoked.includes(current)) {
    const text = `all its keys are revoked already, key ${current} too: rotate it with --codes`;
    return { ...line, isGood: false, text };
  }
  const text = `was revoked already; its code is of key ${current}`;
  return withCode(changing, { ...line, isGood: true, text }, current);
}

function toUnknownVersion(
  unit: string,
  unmade: readonly number[],
  { current }: KeyPolicy,
): UnitLine {
  const text = `NOTHING REVOKED: key ${unmade.join(', ')} was never made, its newest is ${current}`;
  return { unit, outcome: 'unknownVersion', isGood: false, text };
}
