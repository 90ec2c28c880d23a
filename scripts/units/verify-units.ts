/** `units verify`: reads every script back and compares it with what was recorded. */
import { type Context, openGoogle, selectTargets } from './context.ts';
import type { Target } from './fleet.ts';
import { inParallel } from './push-fleet.ts';
import { describeForeign, type PushParts } from './push-target.ts';
import { describeDifferences } from './push-units.ts';
import type { Report, UnitLine } from './report.ts';
import { hashContent, readVersion } from './script-content.ts';

export async function verifyUnits(context: Context): Promise<Report> {
  const parts = openGoogle(context);
  const targets = selectTargets(context);
  const lines = new Map<string, UnitLine>();
  await inParallel(targets, context.args.parallel, async (target) => {
    lines.set(target.unit, await verify(parts, target));
    context.progress(`[${lines.size}/${targets.length}] ${target.unit}`);
  });
  return { lines: targets.flatMap(({ unit }) => lines.get(unit) ?? []), notes: [] };
}

async function verify(parts: PushParts, target: Target): Promise<UnitLine> {
  const { unit, pushed, begun } = target;
  const read = await parts.api.readContent(target.scriptId);
  if (read.kind === 'problem') {
    return { unit, outcome: 'failed', isGood: false, text: `FAILED: ${read.reason}` };
  }
  const there = hashContent(read.value);
  const details = { version: readVersion(read.value), contentHash: there };
  if (begun?.contentHash === there) {
    const text = `has ${begun.version} of a push that was cut off: push once more`;
    return { unit, outcome: 'unfinished', isGood: false, text, details };
  }
  if (there !== (pushed?.contentHash ?? target.found)) {
    const differences = describeForeign(parts, target, read.value);
    const text = `DRIFT: ${describeDifferences(differences)}`;
    return { unit, outcome: 'drift', isGood: false, text, details: { ...details, differences } };
  }
  if (pushed === undefined) {
    const text = 'nothing was pushed yet, and nobody changed it';
    return { unit, outcome: 'unpushed', isGood: true, text, details };
  }
  const text = `is ${pushed.version}, as pushed at ${pushed.at}`;
  return { unit, outcome: 'verified', isGood: true, text, details };
}
