// What the fleet's command relies on in the Apps Script API, said through the real clasp and our
// own reader.
//
// Runs on the stand-in always and on Google with REMOTE=1, where it leaves one spreadsheet in the
// account's Drive.

import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppsScriptApi } from '../../scripts/units/apps-script-api.ts';
import type { Clasp, ClaspOutcome } from '../../scripts/units/clasp.ts';
import { readContentFolder } from '../../scripts/units/content-store.ts';
import { hashContent, type ScriptContent } from '../../scripts/units/script-content.ts';

export type AppsScriptSubject = {
  readonly api: AppsScriptApi;
  /** Signed in with a token that is none. */
  readonly strangersApi: AppsScriptApi;
  readonly clasp: Clasp;
};

const CODE = 'function onOpen() {}\n';
const MANIFEST = '{"timeZone":"Asia/Ho_Chi_Minh","runtimeVersion":"V8"}';

export function describeAppsScriptApi(
  name: string,
  connect: () => Promise<AppsScriptSubject>,
): void {
  describe(`Apps Script API of ${name}`, () => {
    const folder = mkdtempSync(join(realpathSync(tmpdir()), 'apps-script-contract-'));
    let subject: AppsScriptSubject;
    let made: { readonly scriptId: string; readonly parentId: string };

    beforeAll(async () => {
      subject = await connect();
      const create = ['create-script', '--type', 'sheets', '--title', 'Hợp đồng – sổ thử'];
      const outcome = await subject.clasp.run(
        ['-P', folder, '--json', ...create, '--rootDir', 'made'],
        folder,
      );
      if (outcome.kind === 'failed') throw new Error(outcome.reason);
      made = JSON.parse(outcome.output);
    });

    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    async function push(files: { readonly [name: string]: string }): Promise<ClaspOutcome> {
      rmSync(join(folder, 'pushed'), { recursive: true, force: true });
      mkdirSync(join(folder, 'pushed'));
      for (const [file, source] of Object.entries(files)) {
        writeFileSync(join(folder, 'pushed', file), source);
      }
      const settings = { scriptId: made.scriptId, rootDir: 'pushed' };
      writeFileSync(join(folder, 'unit.clasp.json'), JSON.stringify(settings));
      return subject.clasp.run(['-P', 'unit.clasp.json', '--json', 'push', '--force'], folder);
    }

    async function read(): Promise<ScriptContent> {
      const answer = await subject.api.readContent(made.scriptId);
      if (answer.kind === 'problem') throw new Error(answer.reason);
      return answer.value;
    }

    it('makes a spreadsheet and a script that is bound to it, with a manifest and no code', async () => {
      const project = await subject.api.readProject(made.scriptId);
      expect(project).toMatchObject({ kind: 'answer', value: { parentId: made.parentId } });
      expect((await read()).files.map(({ type }) => type)).toEqual(['JSON']);
    });

    it('holds what was pushed, and nothing of before', async () => {
      await push({ 'Code.js': CODE, 'Old.js': '// old\n', 'appsscript.json': MANIFEST });
      const outcome = await push({ 'Code.js': `${CODE}// 2\n`, 'appsscript.json': MANIFEST });
      expect(outcome.kind).toBe('done');
      expect(hashContent(await read())).toBe(
        hashContent(readContentFolder(join(folder, 'pushed'))),
      );
    });

    it('takes the whole content at once, without clasp too', async () => {
      const files = [
        { name: 'appsscript', type: 'JSON' as const, source: MANIFEST },
        { name: 'Code', type: 'SERVER_JS' as const, source: '// alone\n' },
      ];
      expect((await subject.api.writeContent(made.scriptId, { files })).kind).toBe('answer');
      expect(hashContent(await read())).toBe(hashContent({ files }));
    });

    it('says who changed a file and when', async () => {
      const [file] = (await read()).files;
      expect(file?.updateTime).toMatch(/^\d{4}-\d\d-\d\dT/);
      expect(file?.lastModifyUser?.email).toContain('@');
    });

    it.each([
      ['code that is no JavaScript', { 'Code.js': 'function {', 'appsscript.json': MANIFEST }],
      ['a manifest that is no JSON', { 'Code.js': `${CODE}// 3\n`, 'appsscript.json': '{' }],
    ])('refuses %s and keeps what was there', async (_, files) => {
      const before = hashContent(await read());
      expect(await push(files)).toMatchObject({ kind: 'failed', isLasting: true });
      expect(hashContent(await read())).toBe(before);
    });

    it('knows no script that is not there, and nobody without a sign-in', async () => {
      const unknown = await subject.api.readContent(`1${'x'.repeat(56)}`);
      expect(unknown).toMatchObject({ kind: 'problem', isAccount: false });
      const stranger = await subject.strangersApi.readContent(made.scriptId);
      expect(stranger).toMatchObject({ kind: 'problem', isAccount: true });
    });
  });
}
