/**
 * The digest function of a simulation. Its weeks pass faster than the sheets' hours: every time it is
 * run another Monday comes, with runs that overlap, die, are repeated, and mails that go astray.
 */
import { listMailTimes } from '../../core/digest/mail-settings.ts';
import { toProblemKey } from '../../core/digest/problems.ts';
import { Fault } from '../../core/fault.ts';
import type { Programme } from '../../core/programme.ts';
import type { DigestDeps } from '../../lambdas/digest/digest-deps.ts';
import { createDigestHandler } from '../../lambdas/digest/handler.ts';
import type { DigestStore } from '../../lambdas/ports/digest-store.ts';
import type { SendOutcome } from '../../lambdas/ports/mailer.ts';
import type { SummaryStore } from '../../lambdas/ports/summary-store.ts';
import type { Logger, Metrics } from '../../lambdas/ports/telemetry.ts';
import type { Random } from '../random.ts';
import type { TakenMail, UnreportedMail } from './evidence.ts';
import { createTurns } from './turns.ts';

export type MailOptions = {
  readonly programme: Programme;
  readonly store: DigestStore;
  readonly summaries: SummaryStore;
  readonly random: Random;
  readonly masterSecret: string;
};

export type SimulatedMails = {
  /** The next Monday, with faults. */
  passWeek(): Promise<void>;
  /** One more Monday without any: what the operator was not told yet is told. */
  comeToRest(): Promise<void>;
  /** What the mail service took. */
  readonly taken: readonly TakenMail[];
  /** Mails of which nobody knows whether they left, and of which nobody was told. */
  listUnreported(): Promise<readonly UnreportedMail[]>;
};

const FIRST_MONDAY = '2011-04-04';
const DAY_MS = 86_400_000;
/** A run has about as many steps: reads, the mark, the mail, its outcome. */
const MAX_STEPS = 12;

export function createSimulatedMails(options: MailOptions): SimulatedMails {
  const { programme, random } = options;
  const turns = createTurns(random);
  const taken: TakenMail[] = [];
  let week = 0;
  let tokens = 0;
  let isFaulty = false;

  async function run(scheduledAt: number, pauseAfter?: number): Promise<void> {
    const event = { kind: 'schedule', scheduledTime: new Date(scheduledAt).toISOString() };
    await turns
      .start((turn) => createDigestHandler(toDeps(scheduledAt, turn))(event), pauseAfter)
      // Lambda runs a failed one again; so does the next line of whoever called.
      .catch(() => undefined);
  }

  /** What a scheduler and a function that dies can do to one time. */
  async function runSomehow(scheduledAt: number): Promise<void> {
    switch (random.below(4)) {
      case 0:
        await Promise.all([run(scheduledAt), run(scheduledAt)]);
        return;
      case 1:
        // Dies after so many steps, and is run again.
        void run(scheduledAt, random.below(MAX_STEPS));
        await turns.settle();
        return run(scheduledAt);
      case 2:
        // As before, but it was only slow.
        void run(scheduledAt, random.below(MAX_STEPS));
        await turns.settle();
        await run(scheduledAt);
        turns.wake();
        return turns.settle();
      default:
        await run(scheduledAt);
        return run(scheduledAt);
    }
  }

  function toDeps(scheduledAt: number, turn: () => Promise<void>): DigestDeps {
    return {
      store: withTurns(options.store, async () => {
        await turn();
        if (isFaulty && random.below(24) === 0) throw new Fault('store.conflict', { unit: '' });
      }),
      summaries: options.summaries,
      reports: NO_REPORTS,
      writers: { document: refuse, workbook: refuse },
      // How a mail looks is no matter of chance.
      mailWriter: {
        render: ({ kind }) => ({ subject: kind, preheader: '', html: kind, text: kind }),
        compose: async ({ subject }) => Buffer.from(subject),
      },
      mailer: {
        async send({ to }) {
          await turn();
          const outcome = isFaulty ? drawOutcome(random) : 'sent';
          if (outcome === 'sent' || outcome === 'lost') {
            taken.push({ recipient: to, scheduledAt });
          }
          await turn();
          return toOutcome(outcome);
        },
      },
      createPatience: () => ({ wait: async (attempt) => attempt < 3 }),
      masterSecret: async () => options.masterSecret,
      formerSecret: async () => undefined,
      apiUrl: 'https://api.example',
      spreadsheetId: 'committee',
      programme,
      newToken() {
        tokens += 1;
        return `mail-${tokens}`;
      },
      now: () => scheduledAt,
      logger: SILENT,
      metrics: UNCOUNTED,
    };
  }

  function listTimes(): readonly number[] {
    week += 1;
    const settings = programme.mails;
    if (settings === undefined) return [];
    return listMailTimes(settings).map(
      (time) => Date.parse(`${FIRST_MONDAY}T${time}:00+07:00`) + week * 7 * DAY_MS,
    );
  }

  return {
    taken,
    async passWeek() {
      isFaulty = true;
      for (const time of listTimes()) await runSomehow(time);
    },
    async comeToRest() {
      isFaulty = false;
      // The second tells what became of the first.
      for (const time of [...listTimes(), ...listTimes()]) await run(time);
    },
    async listUnreported() {
      const operators = programme.recipients.filter(({ kind }) => kind === 'operator');
      const told = await Promise.all(
        operators.map(({ address }) => options.store.readLastTold(address, 'problems')),
      );
      const keys = new Set(told.flatMap((one) => one?.keys ?? []));
      const unknown = await options.store.listOpenMails();
      return unknown
        .filter((mail) => mail.outcome.kind !== 'refused')
        .filter((mail) => !keys.has(toProblemKey({ kind: 'unknownMail', ...mail })))
        .map(({ recipient, scheduledAt }) => ({ recipient, scheduledAt }));
    },
  };
}

type MailFate = 'sent' | 'lost' | 'astray' | 'busy' | 'refused';

function drawOutcome(random: Random): MailFate {
  const fates = ['lost', 'astray', 'busy', 'refused'] as const;
  return random.below(2) === 0 ? 'sent' : (fates[random.below(fates.length)] ?? 'sent');
}

/** The answer to a lost one and to one gone astray is the same: none. */
function toOutcome(fate: MailFate): SendOutcome {
  switch (fate) {
    case 'sent':
      return { kind: 'sent', messageId: 'taken' };
    case 'lost':
    case 'astray':
      return { kind: 'unknown', reason: 'no answer' };
    default:
      return { kind: fate, reason: 'not taken' };
  }
}

/** Rows of several units are read at once, which is no step of one order. */
function withTurns(store: DigestStore, turn: () => Promise<void>): DigestStore {
  const step = async <Result>(perform: () => Promise<Result>): Promise<Result> => {
    await turn();
    return perform();
  };
  return {
    ...store,
    readStandings: (mails, at) => step(() => store.readStandings(mails, at)),
    readLastTold: (recipient, kind) => step(() => store.readLastTold(recipient, kind)),
    putPending: (mark) => step(() => store.putPending(mark)),
    recordSent: (mark, sent) => step(() => store.recordSent(mark, sent)),
    recordOpen: (mark, outcome) => step(() => store.recordOpen(mark, outcome)),
    listOpenMails: () => step(() => store.listOpenMails()),
  };
}

async function refuse(): Promise<never> {
  throw new Error('no mail of a Monday has a report');
}

const NO_REPORTS: DigestDeps['reports'] = {
  readLatest: refuse,
  write: refuse,
  toDownloadUrl: refuse,
  readFile: refuse,
};

const SILENT: Logger = { info: () => {}, warn: () => {}, error: () => {} };
const UNCOUNTED: Metrics = { count: () => {}, durationMs: () => {}, flush: () => {} };
