/** A programme beside Bến Tre: built with it, deployed with it, with files, mails and times of its own. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TYPED_COLUMNS } from '../../core/columns.ts';
import { COMMITTEE_UNIT } from '../../core/messages/committee-unit.ts';
import { REPORT_NAMES } from '../../core/report/report-name.ts';
import { toReportLink } from '../../lambdas/http/report-link.ts';
import { readAssembly } from '../../local/aws/read-assembly.ts';
import { createVirtualClock } from '../../local/clock.ts';
import { type LocalSystem, startSystem } from '../../local/system.ts';
import { build } from '../../scripts/build.ts';

const ROOT_DIR = resolve(import.meta.dirname, '../..');
const parent = join(ROOT_DIR, 'test/.tmp');
const programme = {
  code: 'tra-vinh',
  name: 'Hội thi sáng tạo kỹ thuật',
  province: 'Trà Vinh',
  rulesVersion: 1,
  period: { from: '2010-01-01', to: '2011-12-31' },
  schedules: { publishEveryMinutes: 5 },
  mails: {
    from: 'so@tra-vinh.example',
    replyTo: 'ban@tra-vinh.example',
    language: 'vi',
    kinds: {
      // No time of Bến Tre.
      weekly: { to: ['committee'], weekdays: [1], time: '07:06', whenUnchanged: 'say' },
    },
  },
  recipients: [{ kind: 'committee', address: 'ban@tra-vinh.example' }],
  legalReferences: [],
};
let rootDir: string;
let system: LocalSystem;

beforeAll(async () => {
  mkdirSync(parent, { recursive: true });
  rootDir = mkdtempSync(join(parent, 'programmes-'));
  const sources = [
    'appsscript',
    'cdk.json',
    'core',
    'infra',
    'lambdas',
    'package-lock.json',
    'scripts',
  ];
  for (const name of sources) symlinkSync(join(ROOT_DIR, name), join(rootDir, name));
  cpSync(join(ROOT_DIR, 'programmes'), join(rootDir, 'programmes'), { recursive: true });
  const folder = join(rootDir, 'programmes/tra-vinh');
  mkdirSync(folder);
  writeFileSync(join(folder, 'programme.json'), JSON.stringify(programme));
  writeFileSync(
    join(folder, 'units.csv'),
    'code,name,type\nTV001,Sở Y tế,Sở\nTV002,Sở Xây dựng,Sở\n',
  );
  await build({ rootDir, print: () => undefined });
  system = await startSystem({
    rootDir,
    programmeCode: 'tra-vinh',
    stage: 'prod',
    // A Monday.
    clock: createVirtualClock(Date.parse('2011-04-04T06:56:00+07:00')),
    seed: 1,
  });
});
afterAll(async () => {
  await system?.stop();
  rmSync(rootDir, { recursive: true, force: true });
});

describe('a second programme', () => {
  it('stands in both assemblies beside the first, over one stack that holds the data', () => {
    for (const stage of ['dev', 'prod']) {
      const stacks = readAssembly(join(rootDir, 'cdk.out', stage)).map(({ name }) => name);
      expect(stacks).toEqual(
        ['stateful', 'ben-tre-service', 'tra-vinh-service'].map(
          (name) => `so-sang-kien-${stage}-${name}`,
        ),
      );
    }
  });

  it('publishes, makes its report files and sends its mails at its own times', async () => {
    const cells: Readonly<Record<string, string>> = {
      title: 'Máy tách vỏ dừa',
      category: 'Tiết kiệm',
      authors: 'Lê An (100%)',
      appliedOn: '15/05/2010',
      benefit: '1.000.000',
    };
    await system.open(COMMITTEE_UNIT);
    const values = [TYPED_COLUMNS.map((column) => cells[column] ?? '')];
    await system.act('TV001', { kind: 'paste', sheetId: 0, row: 1, column: 3, values });
    await system.advance(15);

    const mails = system.cloud.listMails();
    expect(mails).toHaveLength(1);
    const mail = await simpleParser(mails[0]?.bytes ?? '');
    expect(mail.from?.text).toContain('so@tra-vinh.example');
    expect([mail.to ?? []].flat().map(({ text }) => text)).toEqual(['ban@tra-vinh.example']);
    for (const name of REPORT_NAMES) {
      const link = toReportLink({
        apiUrl: system.cloud.httpUrl,
        masterSecret: system.cloud.masterSecret,
        programme: 'tra-vinh',
        name,
        keyVersion: 1,
      });
      const response = await fetch(link);
      expect([name, response.status]).toEqual([name, 200]);
      expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(2_000);
    }
  });

  it('runs with functions of its own only', () => {
    expect(() => system.cloud.invoke('so-sang-kien-prod-ben-tre-digest', {})).toThrow(
      'local.function_unknown',
    );
  });

  it('is refused where no stack serves it', async () => {
    const started = startSystem({
      rootDir,
      programmeCode: 'nowhere',
      clock: createVirtualClock(0),
      seed: 1,
    });
    await expect(started).rejects.toMatchObject({ code: 'local.programme_missing' });
  });
});
