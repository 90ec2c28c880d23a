/** A peer as a stage: its script in our Apps Script runtime, its store behind UrlFetchApp. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Programme } from '../../core/programme.ts';
import { parseProgramme } from '../../core/programme.ts';
import { MENU } from '../../core/wording/sheet.ts';
import { LocalFault } from '../../local/aws/local-fault.ts';
import type { Clock } from '../../local/clock.ts';
import type { ScriptHost } from '../../local/google/apps-script/script-host.ts';
import { createScriptHost } from '../../local/google/apps-script/script-host.ts';
import { performUserAction } from '../../local/google/people/user-action.ts';
import { createPlannedFaults } from '../../local/scenario/planned-faults.ts';
import type { LocalSpreadsheet, SpreadsheetRegistry } from '../../local/spreadsheet-registry.ts';
import { createSpreadsheetRegistry } from '../../local/spreadsheet-registry.ts';
import { bundlePeer } from './bundle-peer.ts';
import type { PeerServer } from './peer-server.ts';
import { createPeerServer } from './peer-server.ts';
import { createPeerStore } from './peer-store.ts';
import type { Peer } from './peers.ts';
import type { Stage, StageOptions } from './stage.ts';

const ROOT_DIR = join(import.meta.dirname, '../..');

type Parts = {
  readonly peer: Peer;
  readonly programme: Programme;
  readonly clock: Clock;
  readonly registry: SpreadsheetRegistry;
  readonly host: ScriptHost;
  readonly server: PeerServer;
};

export function startPeerStage(peer: Peer, options: StageOptions): Stage {
  const { programmeCode, seed, clock } = options;
  const programme = readProgramme(programmeCode);
  const faults = createPlannedFaults(clock);
  const registry = createSpreadsheetRegistry(seed);
  const store = createPeerStore();
  const server = createPeerServer({ store, registry, now: clock.now });
  const host = createScriptHost({
    workbooks: (id) => registry.findById(id)?.workbook,
    now: clock.now,
    advance: (ms) => clock.advanceTo(clock.now() + ms),
    seed,
    live: false,
    fetch: server.fetch,
    triggerFault: faults.takeTrigger,
  });
  const parts: Parts = { peer, programme, clock, registry, host, server };
  return {
    programme,
    clock,
    host,
    open: (key) => open(parts, key),
    find: (key) => registry.find(key),
    begin(spreadsheet, action) {
      const events = performUserAction(spreadsheet, action);
      void host.dispatch(spreadsheet.spreadsheetId, spreadsheet.user, events);
    },
    beginMenu: (spreadsheet, label) => beginMenu(parts, spreadsheet, label),
    advance: (minutes) => advance(parts, minutes * 60_000),
    addFault: (step) => faults.add(step, { addFault: server.addFault }),
    readActiveCells: async (unit) => store.readActiveCells(unit),
    readRecords: async (unit) => store.read(unit),
    stop: () => host.stop(),
  };
}

function readProgramme(code: string): Programme {
  const path = join(ROOT_DIR, 'dist/programmes', `${code}.json`);
  return parseProgramme(path, JSON.parse(readFileSync(path, 'utf8')));
}

async function open(parts: Parts, key: string): Promise<LocalSpreadsheet> {
  const { peer, programme, registry, host } = parts;
  const known = registry.find(key);
  if (known !== undefined) return known;
  const unit = programme.units.find(({ code }) => code === key);
  if (unit === undefined) throw new LocalFault('local.unknown_spreadsheet', { key });
  const spreadsheet = registry.create(key, `Sáng kiến – ${unit.name}`);
  host.bind(spreadsheet.spreadsheetId, bundlePeer(peer));
  await host.open(spreadsheet.spreadsheetId, spreadsheet.user);
  beginMenu(parts, spreadsheet, MENU.activate);
  await host.settle();
  return spreadsheet;
}

function beginMenu({ host }: Parts, spreadsheet: LocalSpreadsheet, label: string): void {
  const { spreadsheetId, user } = spreadsheet;
  if (label !== MENU.activate && label !== MENU.syncNow) return;
  void host.menu(spreadsheetId, { user, label });
}

async function advance({ clock, host, server }: Parts, ms: number): Promise<void> {
  const endMs = clock.now() + ms;
  for (;;) {
    const clockMs = host.nextClockMs() ?? Number.POSITIVE_INFINITY;
    const serverMs = server.nextDueMs() ?? Number.POSITIVE_INFINITY;
    const nextMs = Math.min(clockMs, serverMs);
    if (nextMs > endMs) break;
    clock.advanceTo(nextMs);
    if (clockMs <= nextMs) {
      void host.runDueClockTriggers(clock.now());
      await host.settle();
    }
    if (serverMs <= nextMs) server.runDue(clock.now());
  }
  clock.advanceTo(endMs);
}
