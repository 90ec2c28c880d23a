/** Keys stand in Secrets Manager and in script properties, and nowhere anybody else can look. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMITTEE_UNIT } from '../../core/messages/committee-unit.ts';
import { MENU } from '../../core/wording/sheet.ts';
import { revokeKey } from '../../lambdas/http/key-revocation.ts';
import { rotateKey } from '../../lambdas/http/key-rotation.ts';
import { deriveUnitKey } from '../../lambdas/http/unit-key.ts';
import { toActivationCode } from '../../local/activation-code.ts';
import { createVirtualClock } from '../../local/clock.ts';
import { sendRawRequest } from '../../local/scenario/raw-request.ts';
import type { LocalSystem } from '../../local/system.ts';
import { startSystem } from '../../local/system.ts';
import { build } from '../../scripts/build.ts';
import { toDesk, toRow, UNIT } from './scenario/unit-desk.ts';

const ROOT = join(import.meta.dirname, '../..');
const TIMEOUT_MS = 400_000;
const TAMPERINGS = ['signature', 'body', 'time', 'unsigned', 'key', 'withdrawn'] as const;

/** A text as it may be written elsewhere; of hex digits also the bytes they stand for. */
function toForms(secret: string): readonly string[] {
  const isHex = /^[0-9a-f]{64}$/.test(secret);
  const bytes = [Buffer.from(secret), ...(isHex ? [Buffer.from(secret, 'hex')] : [])];
  return [
    secret,
    secret.toUpperCase(),
    ...bytes.flatMap((one) => [
      one.toString('base64').replace(/=+$/, ''),
      one.toString('base64url'),
    ]),
    Buffer.from(secret).toString('hex'),
  ];
}

type Leak = { readonly place: string; readonly secret: string };

/** @param texts by the place they stand in @param secrets by name */
function findLeaks(
  texts: ReadonlyMap<string, string>,
  secrets: ReadonlyMap<string, string>,
): readonly Leak[] {
  const forms = [...secrets].map(([name, secret]) => [name, toForms(secret)] as const);
  return [...texts].flatMap(([place, text]) =>
    forms.flatMap(([name, ways]) =>
      ways.some((way) => text.includes(way)) ? [{ place, secret: name }] : [],
    ),
  );
}

describe('what a system with keys changing under it says and writes', () => {
  let system: LocalSystem;
  let texts: ReadonlyMap<string, string>;
  let secrets: ReadonlyMap<string, string>;

  beforeAll(async () => {
    await build({ print: () => undefined });
    const events: unknown[] = [];
    system = await startSystem({
      programmeCode: 'ben-tre',
      clock: createVirtualClock(Date.parse('2011-03-24T07:20:00+07:00')),
      seed: 1,
      onEvent: (event) => {
        if (event.kind === 'cloud') events.push(event);
      },
    });
    await live(system);
    texts = collect(system, events);
    secrets = listSecrets(system);
  }, TIMEOUT_MS);
  afterAll(() => system?.stop());

  it('was heard: refusals, failures, rotations, mails', () => {
    const logs = texts.get('functions') ?? '';
    for (const words of ['key version', 'wrong_signature', 'sync failed', 'toldKey', 'nextKey']) {
      expect(logs).toContain(words);
    }
    expect(texts.get('mails')?.length).toBeGreaterThan(1_000);
    expect(texts.get(`spreadsheet ${UNIT}`)).toContain('Đã ghi nhận');
  });

  it('shows no key, code or master secret', () => {
    expect(findLeaks(texts, secrets)).toEqual([]);
  });

  it('would be noticed in every form, and stands in the script properties alone', () => {
    const { spreadsheetId = '' } = system.registry.find(UNIT) ?? {};
    const property = JSON.stringify(system.host.properties(spreadsheetId, 'script'));
    const current = { place: 'property', secret: `key 3 of ${UNIT}` };
    expect(findLeaks(new Map([['property', property]]), secrets)).toEqual([current]);
    for (const [secret, value] of secrets) {
      for (const form of toForms(value)) {
        const planted = findLeaks(new Map([['here', `x${form}y`]]), secrets);
        expect(planted).toContainEqual({ place: 'here', secret });
      }
    }
  });
});

async function live(system: LocalSystem): Promise<void> {
  const { table, clock, cloud } = system;
  await system.open(UNIT);
  await system.open(COMMITTEE_UNIT);
  const desk = toDesk(system);
  await desk.paste(2, [toRow('Cân nguyên liệu tự động'), toRow('Sai ngày').with(4, '31/02/2010')]);
  const times = { now: clock.now(), overlapMs: 86_400_000 };
  for (const unit of [UNIT, COMMITTEE_UNIT]) await rotateKey(table, unit, times);
  await desk.paste(4, [toRow('Sổ theo dõi vật tư điện')]);
  for (const tamper of TAMPERINGS)
    await sendRawRequest(system, { do: 'request', as: UNIT, tamper });
  await sendRawRequest(system, { do: 'request', as: UNIT, body: '{' });
  cloud.addFault({ at: 'table', kind: 'down', count: 20 });
  await desk.paste(5, [toRow('Lò sấy dừa dùng vỏ trấu')]);
  await system.advance(20);
  for (const unit of [UNIT, COMMITTEE_UNIT]) await revokeKey(table, unit, 'all');
  await desk.paste(6, [toRow('Cải tiến máy ép mía đường')]);
  await system.advance(10);
  for (const unit of [UNIT, COMMITTEE_UNIT]) await system.menu(unit, MENU.activate);
  await system.menu(COMMITTEE_UNIT, MENU.refreshSummary);
}

/** Everything that leaves or stays, but what people pasted themselves and what scripts keep. */
function collect(system: LocalSystem, events: readonly unknown[]): ReadonlyMap<string, string> {
  const { registry, host, cloud } = system;
  const executions = host.executions.map(({ dialogs, ...log }) => ({
    ...log,
    questions: dialogs.map(({ question }) => question),
  }));
  const spreadsheets = registry
    .list()
    .map(({ key, workbook }) => [`spreadsheet ${key}`, toText(workbook.toJson())] as const);
  return new Map([
    ['functions', toText(events)],
    ['executions', toText(executions)],
    ['mails', toText(cloud.listMails())],
    ...spreadsheets,
    ...listBuilt(),
  ]);
}

function toText(value: unknown): string {
  return JSON.stringify(value, (_, one) => (typeof one === 'bigint' ? String(one) : one));
}

function listSecrets({ cloud, programme }: LocalSystem): ReadonlyMap<string, string> {
  const { masterSecret, httpUrl } = cloud;
  const secrets = new Map([['master secret', masterSecret]]);
  for (const unit of [UNIT, COMMITTEE_UNIT]) {
    for (const keyVersion of [1, 2, 3]) {
      const key = deriveUnitKey(masterSecret, unit, keyVersion);
      const code = { endpoint: httpUrl, programme: programme.code, unit, keyVersion, key };
      secrets.set(`key ${keyVersion} of ${unit}`, key);
      secrets.set(`code ${keyVersion} of ${unit}`, toActivationCode(code));
    }
  }
  return secrets;
}

/** What is pushed and deployed. */
function listBuilt(): readonly (readonly [string, string])[] {
  return ['dist/appsscript', 'dist/lambdas', 'dist/programmes', 'cdk.out/dev', 'cdk.out/prod']
    .flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8', withFileTypes: true }),
    )
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path, readFileSync(path, 'utf8')] as const;
    });
}

const CREDENTIALS = [
  /SSK\d\.[\w-]{60,}/,
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/,
  /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/,
  /"private_key"\s*:/,
  /\bAIza[\w-]{35}\b/,
  /\bya29\.[\w-]{20,}/,
  /"refresh_token"\s*:\s*"1\/\//,
];

describe('what is kept and what is pushed', () => {
  it('holds nothing that opens a door', (context) => {
    let names: readonly string[];
    try {
      const listed = execFileSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' });
      names = listed.split('\0').filter((name) => name !== '');
    } catch {
      context.skip('this copy of the repository is not under git');
      return;
    }
    expect(names.length).toBeGreaterThan(1_000);
    const texts = [
      ...names.map((name) => [name, readFileSync(join(ROOT, name), 'utf8')] as const),
      ...listBuilt(),
    ];
    const found = texts.flatMap(([place, text]) =>
      CREDENTIALS.filter((pattern) => pattern.test(text)).map((pattern) => `${place}: ${pattern}`),
    );
    expect(found.filter((line) => !line.startsWith(OWN_NAME))).toEqual([]);
  });

  it.each([
    `SSK1.${'a'.repeat(80)}`,
    `AKIA${'A'.repeat(16)}`,
    ['-----BEGIN', 'PRIVATE KEY-----'].join(' '),
  ])('would be noticed: %s', (planted) => {
    expect(CREDENTIALS.some((pattern) => pattern.test(planted))).toBe(true);
  });
});

/** This very file names what it looks for. */
const OWN_NAME = 'test/local/no-secret-leaves.test.ts';
