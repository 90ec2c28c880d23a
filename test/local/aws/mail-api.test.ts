// The stand-in of SESv2, called by the real client from inside a function, as the product calls it.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { MailFault } from '../../../local/aws/fault-plan.ts';
import type { LocalCloud } from '../../../local/aws/local-cloud.ts';
import type { Templates } from './tiny-assembly.ts';
import { pick, withdraw } from './tiny-assembly.ts';
import { useTinyClouds } from './tiny-clouds.ts';

const START_MS = Date.UTC(2011, 3, 4, 0, 20);
const MINUTE_MS = 60_000;
const FROM = 'so-sang-kien@ben-tre.example';
const TO = 'ban-to-chuc@ben-tre.example';
const MESSAGE = [`From: "Sổ" <${FROM}>`, `To: ${TO}`, 'Subject: Thử', '', 'Xin chào', ''].join(
  '\r\n',
);

const clouds = useTinyClouds(START_MS);
const { start } = clouds;

function startChanged(change: (templates: Templates) => void): Promise<LocalCloud> {
  return start({ assemblyDir: clouds.changeAssembly(change) });
}

async function call(cloud: LocalCloud, event: unknown): Promise<unknown> {
  const result = await cloud.invoke('digest', event);
  if ('kind' in result || result.outcome.kind !== 'success')
    throw new Error(JSON.stringify(result));
  return JSON.parse(result.outcome.payload);
}

type Changes = {
  readonly from?: string;
  readonly to?: string;
  readonly message?: string;
  readonly configurationSet?: string;
};

function send(cloud: LocalCloud, changes: Changes = {}): Promise<unknown> {
  const { from = FROM, to = TO, message = MESSAGE, configurationSet } = changes;
  const set = configurationSet === undefined ? {} : { configurationSet };
  return call(cloud, { send: { from, to, message }, ...set });
}

const refused = (reason: string) => ({ kind: 'refused', reason });

describe('a message', () => {
  it('is kept byte for byte with its time', async () => {
    const cloud = await start();
    expect(await send(cloud)).toEqual({ kind: 'sent', messageId: expect.any(String) });
    const [mail, ...others] = cloud.listMails();
    expect(others).toEqual([]);
    expect(mail?.bytes.toString('utf8')).toBe(MESSAGE);
    expect(mail?.atMs).toBe(START_MS);
  });

  it('stays in the data folder, in the order sent', async () => {
    const dataDir = clouds.makeFolder();
    const first = await start({ dataDir });
    await send(first);
    clouds.nowMs += 90_000;
    await send(first, { message: `${MESSAGE}!` });
    await first.stop();
    const mails = (await start({ dataDir })).listMails();
    expect(mails.map(({ atMs }) => atMs)).toEqual([START_MS, START_MS + 90_000]);
    expect(mails.map(({ bytes }) => bytes.toString('utf8'))).toEqual([MESSAGE, `${MESSAGE}!`]);
    expect(readdirSync(join(dataDir, 'aws/mails'))[0]).toMatch(
      /^2011-04-04T002000Z-000001-.*\.eml$/,
    );
  });

  it('of some megabytes passes', async () => {
    const cloud = await start();
    const message = `${MESSAGE}${'x'.repeat(4_000_000)}`;
    expect(await send(cloud, { message })).toMatchObject({ kind: 'sent' });
    expect(cloud.listMails()[0]?.bytes.byteLength).toBe(Buffer.byteLength(message));
  });

  it.each<[string, Changes, string]>([
    ['of a sender nobody verified', { from: 'x@elsewhere.example' }, 'MessageRejected'],
    [
      'whose header names another sender',
      { message: MESSAGE.replace(FROM, 'x@elsewhere.example') },
      'MessageRejected',
    ],
    ['without a sender in its header', { message: 'Subject: x\r\n\r\n' }, 'BadRequestException'],
    ['to no address', { to: 'nobody' }, 'BadRequestException'],
    ['under an unknown configuration set', { configurationSet: 'x' }, 'NotFoundException'],
  ])('%s is refused', async (_, changes, reason) => {
    const cloud = await start();
    expect(await send(cloud, changes)).toEqual(refused(reason));
    expect(cloud.listMails()).toEqual([]);
  });

  it('is refused to a role that may not send', async () => {
    const cloud = await startChanged(({ service }) => {
      const { Environment } = pick(service, 'AWS::Lambda::Function', 'Digest') as {
        readonly Environment: { readonly Variables: Record<string, unknown> };
      };
      // Not told of a set, so that the role is first looked at when it sends.
      delete Environment.Variables.MAIL_CONFIGURATION_SET;
      withdraw(service, 'Digest', 'ses:SendRawEmail');
    });
    const configurationSet = 'so-sang-kien-dev-ben-tre';
    expect(await send(cloud, { configurationSet })).toEqual(refused('AccessDeniedException'));
    expect(cloud.listMails()).toEqual([]);
    expect(clouds.events).toContainEqual(
      expect.objectContaining({ kind: 'denied', action: 'ses:SendRawEmail' }),
    );
  });
});

it('refuses what it does not stand in for', async () => {
  const cloud = await start();
  expect(await call(cloud, { unknown: true })).toBe('NotImplemented');
});

describe('a fault', () => {
  it.each<[MailFault['kind'], unknown, number]>([
    ['down', { kind: 'unknown', reason: 'InternalServiceErrorException' }, 0],
    ['throttle', { kind: 'busy', reason: 'TooManyRequestsException' }, 0],
    ['timeoutBefore', { kind: 'unknown', reason: expect.any(String) }, 0],
    ['timeoutAfter', { kind: 'unknown', reason: expect.any(String) }, 1],
  ])('%s happens once, and is told', async (kind, outcome, taken) => {
    const cloud = await start();
    cloud.addFault({ at: 'mail', kind });
    expect(await send(cloud)).toEqual(outcome);
    expect(cloud.listMails()).toHaveLength(taken);
    expect(clouds.events).toContainEqual({ kind: 'mailFault', atMs: START_MS, fault: kind });
    expect(await send(cloud)).toMatchObject({ kind: 'sent' });
  });

  it('kills the function before the mail after so many is taken', async () => {
    const cloud = await start();
    cloud.addFault({ at: 'mail', kind: 'kill', afterCalls: 1 });
    expect(await send(cloud)).toMatchObject({ kind: 'sent' });
    const result = await cloud.invoke('digest', { send: { from: FROM, to: TO, message: MESSAGE } });
    expect(result).toMatchObject({ outcome: { kind: 'crash' } });
    expect(cloud.listMails()).toHaveLength(1);
    expect(await send(cloud)).toMatchObject({ kind: 'sent' });
  });

  it('hands one run of the schedule over twice', async () => {
    const cloud = await start();
    cloud.addFault({ at: 'schedule', kind: 'duplicate', functionName: 'digest' });
    clouds.nowMs += 10 * MINUTE_MS;
    await cloud.runDue(clouds.nowMs);
    const runs = clouds.events.filter(
      (event) => event.kind === 'invocation' && event.functionName.endsWith('-digest'),
    );
    expect(runs).toHaveLength(2);
    clouds.nowMs += 15 * MINUTE_MS;
    await cloud.runDue(clouds.nowMs);
    expect(
      clouds.events.filter(
        (event) => event.kind === 'invocation' && event.functionName.endsWith('-digest'),
      ),
    ).toHaveLength(3);
  });
});

describe('the mailbox simulator', () => {
  it.each([
    ['bounce@simulator.amazonses.com', 'Bounce'],
    ['complaint@simulator.amazonses.com', 'Complaint'],
  ])('of %s tells the function through the bus', async (to, eventType) => {
    const cloud = await start();
    await send(cloud, { to });
    clouds.nowMs += MINUTE_MS;
    await cloud.runDue(clouds.nowMs);
    expect(await call(cloud, { seen: true })).toMatchObject([
      { source: 'aws.ses', detail: { eventType, mail: { destination: [to] } } },
    ]);
  });

  it('tells nobody where the rule asks for another configuration set', async () => {
    const cloud = await startChanged(({ service }) => {
      pick(service, 'AWS::Events::Rule').EventPattern = {
        source: ['aws.ses'],
        detail: { mail: { tags: { 'ses:configuration-set': ['another'] } } },
      };
    });
    await send(cloud, { to: 'bounce@simulator.amazonses.com' });
    clouds.nowMs += MINUTE_MS;
    await cloud.runDue(clouds.nowMs);
    expect(await call(cloud, { seen: true })).toEqual([]);
  });
});

describe('wiring', () => {
  it.each<[string, (templates: Templates) => void, RegExp]>([
    [
      'a role that may not send',
      ({ service }) => withdraw(service, 'Digest', 'ses:SendRawEmail'),
      /its role may not ses:SendRawEmail/,
    ],
    [
      'a rule nobody lets in',
      ({ service }) => {
        for (const [id, { Type, Properties }] of Object.entries(service.Resources)) {
          const isOfBus = Properties.Principal === 'events.amazonaws.com';
          if (Type === 'AWS::Lambda::Permission' && isOfBus) delete service.Resources[id];
        }
      },
      /EventBridge may not invoke/,
    ],
    [
      'events of a set that is not there',
      ({ service }) => {
        pick(service, 'AWS::SES::ConfigurationSetEventDestination').ConfigurationSetName = 'x';
      },
      /no configuration set x/,
    ],
    [
      'a pattern that is not understood',
      ({ service }) => {
        pick(service, 'AWS::SES::ConfigurationSetEventDestination').EventDestination = {
          Enabled: true,
          MatchingEventTypes: ['open'],
        };
      },
      /local.unsupported_property/,
    ],
  ])('refuses %s', async (_, change, problem) => {
    await expect(startChanged(change)).rejects.toThrow(problem);
  });
});
