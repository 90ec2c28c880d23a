/** Mails the whole way: published, sent by the deployed bundle, stopped by a link, kept as they were sent. */
import { createHash } from 'node:crypto';
import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMITTEE_UNIT } from '../../../core/messages/committee-unit.ts';
import { createVirtualClock } from '../../../local/clock.ts';
import type { LocalSystem } from '../../../local/system.ts';
import { startSystem } from '../../../local/system.ts';
import { build } from '../../../scripts/build.ts';

const COMMITTEE = 'ban-to-chuc@ben-tre.example';
const LEADERS = 'lanh-dao@ben-tre.example';
const OPERATOR = 'van-hanh@ben-tre.example';
let system: LocalSystem;

beforeAll(async () => {
  await build({ print: () => undefined });
  system = await startSystem({
    programmeCode: 'ben-tre',
    clock: createVirtualClock(Date.parse('2011-04-01T08:50:00+07:00')),
    seed: 1,
  });
  await system.open(COMMITTEE_UNIT);
  await system.advance(15);
});
afterAll(() => system.stop());

/** The schedules between are left out: the clock is set to that time, and the function called. */
async function digest(time: string): Promise<void> {
  const at = Date.parse(`${time}+07:00`);
  system.clock.advanceTo(at);
  await invoke({ kind: 'schedule', scheduledTime: new Date(at).toISOString() });
}

async function invoke(event: unknown): Promise<void> {
  const result = await system.cloud.invoke('digest', event);
  if ('kind' in result || result.outcome.kind !== 'success')
    throw new Error(JSON.stringify(result));
}

function listSent() {
  return Promise.all(
    system.cloud.listMails().map(async ({ bytes }) => {
      const mail = await simpleParser(bytes);
      return { mail, to: [mail.to ?? []].flat()[0]?.text ?? '' };
    }),
  );
}

async function count(address: string): Promise<number> {
  return (await listSent()).filter(({ to }) => to === address).length;
}

describe('the closing mail', () => {
  it('carries the very files the links give', async () => {
    const [sent] = await listSent();
    expect(sent?.to).toBe(COMMITTEE);
    const attachments = sent?.mail.attachments ?? [];
    expect(attachments.map(({ filename }) => filename)).toEqual([
      'du-thao-bao-cao.docx',
      'bang-tong-hop.xlsx',
    ]);
    const links = sent?.mail.text?.match(/http:\/\/127\.0\.0\.1\S+\/v1\/reports\/\S+/g) ?? [];
    expect(links).toHaveLength(2);
    for (const [index, link] of links.entries()) {
      const bytes = Buffer.from(await (await fetch(link)).arrayBuffer());
      const sums = [bytes, attachments[index]?.content ?? ''].map((content) =>
        createHash('sha256').update(content).digest('hex'),
      );
      expect(sums[0]).toBe(sums[1]);
    }
  });

  it('has the figures of the spreadsheet of the committee', async () => {
    const [sent] = await listSent();
    expect(sent?.mail.subject).toContain(': 0 sáng kiến, 0/65 đơn vị đã nộp');
    expect(sent?.mail.headers.get('content-type')).toMatchObject({ value: 'multipart/mixed' });
  });
});

describe('the link that stops mails', () => {
  it('asks on a page, stops by a button, and is refused with another token', async () => {
    await digest('2011-04-04T07:30:00');
    expect(await count(COMMITTEE)).toBe(2);
    const [last] = (await listSent()).slice(-1);
    const link = /http:\/\/127\.0\.0\.1\S+\/v1\/mail\/unsubscribe\S+/.exec(last?.mail.text ?? '');
    const url = link?.[0] ?? '';
    const list = JSON.stringify(last?.mail.headers.get('list'));
    expect(list).toContain(url);

    const page = await fetch(url);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await page.text()).toContain('<form method="post">');
    await digest('2011-04-11T07:30:00');
    expect(await count(COMMITTEE)).toBe(3);

    expect((await fetch(`${url}0`, { method: 'POST' })).status).toBe(403);
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const body = 'List-Unsubscribe=One-Click';
    expect((await fetch(url, { method: 'POST', headers, body })).status).toBe(200);
    await digest('2011-04-18T07:30:00');
    expect(await count(COMMITTEE)).toBe(3);
  });
});

describe('a bounce', () => {
  it('stops mails to the address, and the operator hears of it once', async () => {
    await digest('2011-05-01T07:30:00');
    expect(await count(LEADERS)).toBe(2);
    await invoke({
      source: 'aws.ses',
      'detail-type': 'Email Bounced',
      detail: {
        eventType: 'Bounce',
        bounce: { bounceType: 'Permanent', bouncedRecipients: [{ emailAddress: LEADERS }] },
      },
    });
    await digest('2011-06-01T07:30:00');
    expect(await count(LEADERS)).toBe(2);
    await digest('2011-06-01T16:45:00');
    await digest('2011-06-02T16:45:00');
    const told = (await listSent()).filter(({ mail }) => mail.text?.includes(LEADERS));
    expect(told.map(({ to }) => to)).toEqual([OPERATOR]);
  });
});
