/** One simulation: steps from a source, then quiet, then the evidence it leaves. */
import { MENU } from '../../core/wording/sheet.ts';
import type { Step } from '../scenario/scenario-file.ts';
import type { Evidence, UnitEvidence } from './evidence.ts';
import { performStep } from './perform-step.ts';
import type { World } from './simulated-world.ts';
import { advance, pressMenu, readKeyVersion } from './simulated-world.ts';

export type StepSource = {
  /** The next step in view of the world; undefined when there is none left. */
  next(world: World): Step | undefined;
};

export type SimulationResult = {
  /** The steps that were done, as they were done. */
  readonly steps: readonly Step[];
  readonly evidence: Evidence;
  readonly trace: readonly string[];
};

/** However a run ends, its steps are fewer than this. */
const MAX_STEPS = 10_000;
const QUIET_MINUTES = 5;
/** Two rounds in a row without any change are quiet; a system that needs more rounds is not. */
const MAX_QUIET_ROUNDS = 16;
const STILL_ROUNDS = 2;

export async function runSimulation(world: World, source: StepSource): Promise<SimulationResult> {
  const steps: Step[] = [];
  for (let count = 0; count < MAX_STEPS; count += 1) {
    const step = source.next(world);
    if (step === undefined) break;
    const done = await performStep(world, step);
    if (done !== undefined) steps.push(done);
  }
  const isQuiet = await comeToRest(world);
  await world.server.publish();
  await world.mails.comeToRest();
  const evidence = await collectEvidence(world, isQuiet);
  await world.host.stop();
  return { steps, evidence, trace: world.trace };
}

/** No more faults, and the clock alone. */
async function comeToRest(world: World): Promise<boolean> {
  world.faults.clear();
  world.server.clearFaults();
  await renewCodes(world);
  let still = 0;
  let before = await describeState(world);
  for (let round = 0; round < MAX_QUIET_ROUNDS && still < STILL_ROUNDS; round += 1) {
    await advance(world, QUIET_MINUTES);
    const now = await describeState(world);
    still = now === before ? still + 1 : 0;
    before = now;
  }
  return still >= STILL_ROUNDS;
}

/** Whoever was sent a new code has pasted it by now; a second press changes nothing. */
async function renewCodes(world: World): Promise<void> {
  for (const unit of world.keys.listWithdrawn()) {
    const spreadsheet = world.registry.find(unit);
    if (spreadsheet === undefined) continue;
    // Whoever's menu did not come loads the file again.
    if (world.host.menus(spreadsheet.spreadsheetId).length === 0) {
      world.opened.delete(spreadsheet.spreadsheetId);
    }
    await pressMenu(world, spreadsheet, MENU.activate);
    await world.host.settle();
  }
}

/** Heads and sheets as one text: equal texts, equal states. */
async function describeState({ units, table, watch }: World): Promise<string> {
  const parts = await Promise.all(
    units.map(async (unit) => {
      const { head } = await table.store.readUnit(unit);
      const snapshot = watch.snapshot(unit);
      const rows =
        snapshot.kind === 'stopped'
          ? []
          : snapshot.rows.map((row) => [row.idText, row.markText, row.receiptText, row.content]);
      return [head?.version ?? 0, rows];
    }),
  );
  return JSON.stringify(parts);
}

async function collectEvidence(world: World, isQuiet: boolean): Promise<Evidence> {
  const { template, table, watch, recorder, clock, mails, keys } = world;
  const units = await Promise.all(
    world.units.map(
      async (unit): Promise<UnitEvidence> => ({
        ...(await table.readRecords(unit)),
        sheet: watch.snapshot(unit),
      }),
    ),
  );
  const { sightings, commits, acknowledgements, claims, publications } = recorder;
  return {
    programme: template.programme,
    isQuiet,
    endMs: clock.now(),
    units,
    sightings,
    commits,
    acknowledgements,
    claims,
    publications,
    keys: world.units.map((unit) => ({
      unit,
      known: readKeyVersion(world, unit),
      current: keys.currentOf(unit),
    })),
    keyBreaches: keys.breaches,
    mixedRuns: watch.mixedRuns,
    mails: mails.taken,
    unreportedMails: await mails.listUnreported(),
  };
}
