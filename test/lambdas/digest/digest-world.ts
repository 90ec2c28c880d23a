/** Units that type, a publication and the digest function over one real table; only mail is a fake. */
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { simpleParser } from 'mailparser';
import type { TypedCells } from '../../../core/columns.ts';
import { MAX_ROWS } from '../../../core/messages/sync-limits.ts';
import type { RowCounts } from '../../../core/messages/sync-request.ts';
import type { Programme } from '../../../core/programme.ts';
import { parseProgramme, toProgrammeRules } from '../../../core/programme.ts';
import { toReadingRules } from '../../../core/rules.ts';
import type { Summary } from '../../../core/summary/summary.ts';
import { decideSync, planReads } from '../../../core/sync/decide-sync.ts';
import { toColumnHashes, toFingerprint } from '../../../core/sync/fingerprint.ts';
import { planSlices } from '../../../core/sync/plan-slices.ts';
import { toVietnamDay } from '../../../core/time.ts';
import { createHead } from '../../../core/unit-head.ts';
import { createSummaryTable } from '../../../lambdas/adapters/summary-table.ts';
import { createDynamoDigestStore } from '../../../lambdas/adapters/table/dynamo-digest-store.ts';
import { createDynamoSyncStore } from '../../../lambdas/adapters/table/dynamo-sync-store.ts';
import { REAL_WAITING } from '../../../lambdas/adapters/table/retry.ts';
import { composeMessage } from '../../../lambdas/digest/compose-message.ts';
import type { DigestDeps } from '../../../lambdas/digest/digest-deps.ts';
import { createDigestHandler } from '../../../lambdas/digest/handler.ts';
import { renderMail } from '../../../lambdas/digest/render-mail.ts';
import { commitSlices } from '../../../lambdas/ingest/commit-slices.ts';
import { decideContact } from '../../../lambdas/ingest/decide-contact.ts';
import { AT_ONCE } from '../../../lambdas/ingest/during.ts';
import type { DigestStore } from '../../../lambdas/ports/digest-store.ts';
import type { MailToSend, SendOutcome } from '../../../lambdas/ports/mailer.ts';
import type { ReportFiles, ReportStore } from '../../../lambdas/ports/report-store.ts';
import type { SummaryStore } from '../../../lambdas/ports/summary-store.ts';
import type { LogFields } from '../../../lambdas/ports/telemetry.ts';
import { publishSummary } from '../../../lambdas/summarize/publish-summary.ts';
import { createMemoryPublication } from '../../../local/simulator/memory-publication.ts';
import type { LocalTable } from '../../support/local-table.ts';
import { rowId, validCells } from '../../support/stored-rows.ts';
import { MASTER_SECRET, readEvent } from '../../support/sync-event.ts';
import { syncRequest } from '../../support/sync-request.ts';
import { createMemoryReportStore } from '../report/memory-report-store.ts';

export const COMMITTEE = 'committee@x.example';
export const LEADERS = 'leaders@x.example';
export const OPERATOR = 'operator@x.example';
export const API_URL = 'https://api.example';
const MINUTE_MS = 60_000;

export const MAILS = {
  from: 'digest@x.example',
  replyTo: COMMITTEE,
  language: 'vi',
  kinds: {
    weekly: { to: ['committee'], weekdays: [1], time: '07:30', whenUnchanged: 'say' },
    monthly: { to: ['leaders'], dayOfMonth: 1, time: '07:30', whenUnchanged: 'skip' },
    reminder: { daysBeforeDeadline: [14, 7, 1], time: '07:45' },
    closing: { to: ['committee', 'leaders'], daysAfterDeadline: 1, time: '09:00' },
    alert: { times: ['16:45'], silentAfterDays: 14, publicationLateMinutes: 60 },
  },
};

const UNITS = ['AA1', 'AA2', 'AA3'];
let programmes = 0;

/** A code of its own, so that worlds of one table do not meet. */
export function toProgramme(changes: Record<string, unknown> = {}): Programme {
  programmes += 1;
  return parseProgramme('test', {
    code: `p${programmes}`,
    name: 'Tổng kết thử',
    province: 'Bến Tre',
    rulesVersion: 1,
    period: { from: '2008-01-01', to: '2010-12-31' },
    referenceDate: '2011-03-31',
    deadline: '2011-03-31',
    schedules: { publishEveryMinutes: 5 },
    recipients: [
      { kind: 'committee', address: COMMITTEE },
      { kind: 'leaders', address: LEADERS },
      { kind: 'operator', address: OPERATOR },
      ...UNITS.map((unit) => ({ kind: 'unit', unit, address: `${unit.toLowerCase()}@x.example` })),
    ],
    mails: MAILS,
    legalReferences: [],
    units: UNITS.map((code) => ({ code, name: `Đơn vị ${code}`, type: 'Sở' })),
    ...changes,
  });
}

export type Mail = {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly attachments: readonly { readonly name: string; readonly content: string }[];
  readonly headers: string;
};

/** The rows of a sheet by id. */
export type Sheet = Map<string, TypedCells>;

export type DigestWorld = {
  readonly programme: Programme;
  now: number;
  readonly log: { readonly message: string; readonly fields: LogFields }[];
  readonly counts: string[];
  /** What becomes of the next mails; «sent» once it is empty. */
  readonly outcomes: SendOutcome[];
  readonly store: DigestStore;
  readonly summaries: SummaryStore;
  /** Calls of the mail service, taken or not. */
  readonly offered: MailToSend[];
  readonly reports: Reports;
  /** Instead of the real one, for the next runs. */
  deps: Partial<DigestDeps>;
  sync(unit: string, sheet: Sheet, counts?: Partial<RowCounts>): Promise<void>;
  publish(): Promise<Summary>;
  /** Runs the digest function for a time of Vietnam, at that time unless it is later already. */
  digest(time: string): Promise<unknown>;
  event(event: unknown): Promise<unknown>;
  http(
    method: 'GET' | 'POST',
    url: string,
  ): Promise<{ readonly statusCode: number; readonly body: string }>;
  /** Those taken, parsed. */
  mails(): Promise<readonly Mail[]>;
};

/** Rows 1 to `count` of a unit, with titles far enough apart to be nobody's near duplicates. */
export function sheetOf(unit: string, count: number): Sheet {
  return new Map(
    Array.from({ length: count }, (_, index) => [
      rowId(unit, index + 1),
      validCells({ title: `Cải tiến lò sấy cơm dừa số ${(index + 1) * 7919} của ${unit}` }),
    ]),
  );
}

export function toTime(time: string): number {
  return Date.parse(`${time}+07:00`);
}

export function createDigestWorld(table: LocalTable, programme = toProgramme()): DigestWorld {
  const access = { ...table, programme: programme.code, waiting: REAL_WAITING };
  const syncStore = createDynamoSyncStore(access);
  const summaries = createSummaryTable(access);
  const publication = createMemoryPublication(() => undefined);
  const taken: MailToSend[] = [];
  const reports = createReports();
  let tokens = 0;
  const note = (message: string, fields: LogFields) => void world.log.push({ message, fields });
  const logger = { info: note, warn: note, error: note };
  const newToken = () => {
    tokens += 1;
    return `token-${tokens}`;
  };

  const world: DigestWorld = {
    programme,
    now: toTime('2011-03-23T08:00:00'),
    log: [],
    counts: [],
    outcomes: [],
    offered: [],
    summaries,
    deps: {},
    reports,
    store: createDynamoDigestStore({ ...access, now: () => world.now }),
    async sync(unit, sheet, counts = {}) {
      const stored = await syncStore.readUnit(unit);
      const head =
        stored.head ?? (await syncStore.registerHead(createHead(unit, `sheet-of-${unit}`, 1)));
      const ids = [...sheet.keys()];
      if (ids.length > MAX_ROWS) throw new Error('too many rows for one request');
      const request = syncRequest({
        unit,
        spreadsheetId: head.spreadsheetId,
        after: head.seq,
        rows: [...sheet].map(([id, cells]) => ({ id, cells })),
        index: [...sheet].map(([id, cells]) => [id, toFingerprint(toColumnHashes(cells))]),
        counts: { incomplete: 0, rejected: 0, waiting: 0, warned: 0, ...counts },
      });
      const rows = await syncStore.readRows(unit, planReads(request, head));
      const rules = toReadingRules(toProgrammeRules(programme), toVietnamDay(world.now));
      const now = world.now;
      const moment = { now, deadline: programme.deadline };
      const decision = decideSync({ request, head, stored: rows, rules, now });
      if (decision.kind !== 'decided') throw new Error(decision.kind);
      const token = newToken();
      const slices = planSlices({ decision, head, stored: rows, token, keyVersion: 1, now });
      await commitSlices({ store: syncStore, letCallsLeave: AT_ONCE }, head, slices.values());
      await syncStore.writeContact(decideContact(stored.contact, request, moment).contact);
    },
    async publish() {
      const { summary } = await publishSummary({
        store: summaries,
        target: publication.target,
        spreadsheetId: 'committee-spreadsheet',
        programme,
        reportLinks: [],
        now: () => world.now,
        logger,
      });
      return summary;
    },
    async digest(time) {
      world.now = Math.max(world.now, toTime(time));
      return world.event({ kind: 'schedule', scheduledTime: new Date(toTime(time)).toISOString() });
    },
    event: (event) =>
      createDigestHandler({
        store: world.store,
        summaries,
        reports,
        writers: {
          document: async () => Buffer.from('docx'),
          workbook: async () => Buffer.from('xlsx'),
        },
        mailWriter: { render: renderMail, compose: composeMessage },
        mailer: {
          async send(mail) {
            world.offered.push(mail);
            const outcome = world.outcomes.shift() ?? {
              kind: 'sent',
              messageId: `m${taken.length}`,
            };
            if (outcome.kind === 'sent') taken.push(mail);
            return outcome;
          },
        },
        createPatience: () => ({ wait: async (attempt) => attempt < 3 }),
        masterSecret: async () => MASTER_SECRET,
        formerSecret: async () => undefined,
        apiUrl: API_URL,
        spreadsheetId: 'committee-spreadsheet',
        programme,
        newToken,
        now: () => world.now,
        logger,
        metrics: {
          count: (name, value) => void world.counts.push(...Array<string>(value).fill(name)),
          durationMs: () => undefined,
          flush: () => undefined,
        },
        ...world.deps,
      })(event),
    async http(method, url) {
      const { pathname, searchParams } = new URL(url);
      const event = readEvent('post-sync');
      const request: APIGatewayProxyEventV2 = {
        ...event,
        rawPath: pathname,
        queryStringParameters: Object.fromEntries(searchParams),
        requestContext: { ...event.requestContext, http: { ...event.requestContext.http, method } },
        body: 'List-Unsubscribe=One-Click',
      };
      const reply = await world.event(request);
      return reply as { statusCode: number; body: string };
    },
    mails: () => Promise.all(taken.map(readMail)),
  };
  return world;
}

export function minutes(count: number): number {
  return count * MINUTE_MS;
}

type Reports = ReportStore & ReportFiles & { readonly written: number };

function createReports(): Reports {
  const memory = createMemoryReportStore();
  return {
    ...memory,
    get written() {
      return memory.written.length;
    },
    async readFile(name) {
      const latest = await memory.readLatest();
      return latest === undefined ? undefined : { ...latest, name, bytes: memory.bytes(name) };
    },
  };
}

async function readMail({ to, bytes }: MailToSend): Promise<Mail> {
  const parsed = await simpleParser(Buffer.from(bytes));
  const text = Buffer.from(bytes).toString('latin1');
  return {
    to,
    subject: parsed.subject ?? '',
    text: parsed.text ?? '',
    html: parsed.html === false ? '' : (parsed.html ?? ''),
    attachments: parsed.attachments.map(({ filename, content }) => {
      return { name: filename ?? '', content: content.toString('utf8') };
    }),
    headers: text.slice(0, text.indexOf('\r\n\r\n')),
  };
}
