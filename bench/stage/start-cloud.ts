/** All functions as the template deploys them, over a table that a measurement fills. */
import { COMMITTEE_UNIT } from '../../core/messages/committee-unit.ts';
import type { CloudEvent } from '../../local/aws/cloud-event.ts';
import type { LocalCloud } from '../../local/aws/local-cloud.ts';
import { startLocalCloud } from '../../local/aws/local-cloud.ts';
import type { Clock } from '../../local/clock.ts';
import { startSheetsApi } from '../../local/google/sheets-api/start-sheets-api.ts';
import { createSpreadsheetRegistry } from '../../local/spreadsheet-registry.ts';

export const PROGRAMME = 'ben-tre';
const SEED = 1;

export type Cloud = LocalCloud & {
  /** Of the committee. */
  readonly spreadsheetId: string;
};

export type CloudOptions = {
  readonly clock: Clock;
  readonly tableEndpoint?: string;
  readonly onEvent?: (event: CloudEvent) => void;
};

export async function startCloud({ clock, ...options }: CloudOptions): Promise<Cloud> {
  const registry = createSpreadsheetRegistry(SEED);
  const { workbook, spreadsheetId } = registry.create(COMMITTEE_UNIT, 'Ban Tổ chức');
  const sheetsApi = await startSheetsApi({
    workbooks: (id) => (id === spreadsheetId ? workbook : undefined),
  });
  const cloud = await startLocalCloud({
    assemblyDir: 'cdk.out/dev',
    stage: 'dev',
    programme: PROGRAMME,
    dataDir: undefined,
    seed: SEED,
    now: clock.now,
    virtualClock: clock.isVirtual,
    live: false,
    parameters: { CommitteeSpreadsheetId: spreadsheetId },
    functionEnvironment: { GOOGLE_API_ROOT_URL: sheetsApi.url },
    ...options,
  });
  return {
    ...cloud,
    spreadsheetId,
    async stop() {
      await cloud.stop();
      await sheetsApi.stop();
    },
  };
}

export type Ending = { readonly answer: unknown; readonly durationMs: number };

/** @throws Error with its logs for a call that did not end well */
export async function callFunction(
  cloud: LocalCloud,
  name: string,
  event: unknown,
): Promise<Ending> {
  const result = await cloud.invoke(name, event);
  if ('kind' in result) throw new Error(`${name} was not started: ${result.reason}`);
  const { outcome, logs, durationMs } = result;
  if (outcome.kind === 'success') return { answer: JSON.parse(outcome.payload), durationMs };
  throw new Error(`${name}: ${outcome.error.errorMessage}\n${logs.slice(-5).join('\n')}`);
}

/** As the scheduler hands it over. */
export function toSchedule(atMs: number): unknown {
  return { kind: 'schedule', scheduledTime: new Date(atMs).toISOString() };
}
