/** `npm run -s mails`: what was sent is listed and shown in a terminal. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toMailsFolder } from '../../../local/aws/data-folder.ts';
import { createMailStore } from '../../../local/aws/mail-store.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const AT = Date.parse('2011-04-04T07:30:00+07:00');
let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'so-sang-kien-test-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

function add(to: string, subject: string, atMs: number): void {
  const bytes = Buffer.from(
    [
      'From: a@x.example',
      `To: ${to}`,
      `Subject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=`,
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain; charset=utf-8',
      '',
      'Kính gửi\u001b[31m Ban Tổ chức',
      '--b',
      'Content-Type: application/octet-stream',
      'Content-Disposition: attachment; filename="du-thao.docx"',
      '',
      'x',
      '--b--',
      '',
    ].join('\r\n'),
  );
  createMailStore(toMailsFolder(dataDir)).add({ messageId: `m-${atMs}`, atMs, bytes });
}

function run(...args: readonly string[]) {
  const command = ['--import', 'tsx', 'local/mails/main.ts', ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('mails', () => {
  it('are listed by time, with their files', () => {
    add('b@x.example', 'Thư sau', AT + 60_000);
    add('a@x.example', 'Tình hình tổng hợp', AT);
    const { status, stdout } = run('--data', dataDir);
    expect(status).toBe(0);
    expect(stdout).toBe(
      '1  07:30 04/04/2011  a@x.example  Tình hình tổng hợp  [du-thao.docx]\n' +
        '2  07:31 04/04/2011  b@x.example  Thư sau  [du-thao.docx]\n',
    );
  });

  it('are shown one by one, without what a terminal would obey', () => {
    add('a@x.example', 'Một\u0007', AT);
    const { status, stdout } = run('--data', dataDir, '--show', '1');
    expect(status).toBe(0);
    expect(stdout).toContain('To:          a@x.example\n');
    expect(stdout).toContain('Subject:     Một\n');
    expect(stdout).toContain('Kính gửi[31m Ban Tổ chức');
    expect(stdout).not.toContain('\u001b');
  });

  it('are given as JSON', () => {
    add('a@x.example', 'Một', AT);
    const { status, stdout } = run('--data', dataDir, '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject([
      {
        to: 'a@x.example',
        subject: 'Một',
        attachments: ['du-thao.docx'],
        at: '2011-04-04T00:30:00.000Z',
      },
    ]);
  });

  it('may be none yet', () => {
    mkdirSync(join(dataDir, 'aws'));
    expect(run('--data', dataDir)).toMatchObject({ status: 0, stdout: 'no mail was sent yet\n' });
    expect(run('--data', dataDir, '--json')).toMatchObject({ status: 0, stdout: '[]\n' });
  });

  it.each<[string, readonly string[], number, RegExp]>([
    ['no such folder', ['--data', '/nowhere'], 1, /^\/nowhere: no such folder/],
    ['no such mail', ['--show', '2'], 1, /^--show 2: there are 0 mails/],
    ['no number', ['--show', 'x'], 2, /^usage: /],
    ['an unknown option', ['--all'], 2, /^Unknown option '--all'.*\nusage: /],
  ])('%s is told in a line', (_, args, status, stderr) => {
    const data = args.includes('--data') ? [] : ['--data', dataDir];
    expect(run(...data, ...args)).toMatchObject({ status, stderr: expect.stringMatching(stderr) });
  });
});
