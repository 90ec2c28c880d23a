/** The peers' server: takes their requests to the store, through the faults our API would meet. */
import { Buffer } from 'node:buffer';
import * as z from 'zod';
import type { CellValue } from '../../core/cell.ts';
import { TYPED_COLUMNS } from '../../core/columns.ts';
import type { CloudFault } from '../../local/aws/fault-plan.ts';
import { createFaultPlan } from '../../local/aws/fault-plan.ts';
import type { ScriptFetch } from '../../local/google/apps-script/fetch-transport.ts';
import type { SpreadsheetRegistry } from '../../local/spreadsheet-registry.ts';
import type { PeerStore, PeerWrite } from './peer-store.ts';

export type PeerServer = {
  readonly fetch: ScriptFetch;
  addFault(fault: CloudFault): void;
  nextDueMs(): number | undefined;
  /** Late requests arrive. */
  runDue(nowMs: number): void;
};

type PeerServerOptions = {
  readonly store: PeerStore;
  readonly registry: SpreadsheetRegistry;
  readonly now: () => number;
};

/** Faults of the API name our path; they meet a peer's requests whatever those are called. */
const FAULTY_PATH = '/v1/sync';
const DELAY_MS = 120_000;

const CellSchema: z.ZodType<CellValue> = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.strictObject({ serial: z.number() }),
]);
const cells = z.partialRecord(z.enum(TYPED_COLUMNS), CellSchema);
const numbered = z.array(z.strictObject({ rowNumber: z.int(), cells }));
const keyed = z.array(z.strictObject({ key: z.string(), cells }));

const Write = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('upsert'), rows: keyed }),
  z.strictObject({ kind: z.literal('retain'), keys: z.array(z.string()) }),
  z.strictObject({ kind: z.literal('append'), rows: numbered }),
  z.strictObject({ kind: z.literal('update'), rows: numbered }),
  z.strictObject({ kind: z.literal('clear') }),
]);

export function createPeerServer({ store, registry, now }: PeerServerOptions): PeerServer {
  const faults = createFaultPlan(now);
  const late: { readonly dueMs: number; readonly deliver: () => number }[] = [];

  /** @returns the status the caller would hear */
  function deliver(unit: string, write: PeerWrite): number {
    const fault = faults.takeTable(true);
    if (fault === undefined || fault.kind === 'timeoutAfter') store.write(unit, write);
    return fault === undefined ? 200 : 500;
  }

  /** @returns undefined when the caller is to hear nothing */
  function answer(send: () => number): number | undefined {
    switch (faults.takeHttp(FAULTY_PATH)?.kind) {
      case 'down':
        return 503;
      case 'throttle':
        return 429;
      case 'timeoutBefore':
        return undefined;
      case 'timeoutAfter':
        send();
        return undefined;
      case 'delay':
        late.push({ dueMs: now() + DELAY_MS, deliver: send });
        return undefined;
      case 'duplicate': {
        const first = send();
        send();
        return first;
      }
      default:
        return send();
    }
  }

  return {
    async fetch({ url, body, spreadsheetId }) {
      const unit = registry.findById(spreadsheetId)?.key ?? '';
      const write = parseWrite(new URL(url).pathname, body);
      const status = answer(() => deliver(unit, write));
      if (status === undefined) return { kind: 'unreachable' };
      return { kind: 'response', status, headers: {}, body: Buffer.from('{}') };
    },
    addFault: (fault) => faults.add(fault),
    nextDueMs: () => (late.length === 0 ? undefined : Math.min(...late.map(({ dueMs }) => dueMs))),
    runDue(nowMs) {
      const due = late.filter(({ dueMs }) => dueMs <= nowMs);
      for (const entry of due) {
        late.splice(late.indexOf(entry), 1);
        entry.deliver();
      }
    },
  };
}

function parseWrite(path: string, body: Uint8Array | undefined): PeerWrite {
  const json: unknown = JSON.parse(Buffer.from(body ?? new Uint8Array()).toString('utf8'));
  const fields = typeof json === 'object' && json !== null ? json : {};
  return Write.parse({ ...fields, kind: path.slice(1) });
}
