// Mail templates as modules: what is compiled, what is left as it is, and what stops a build.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadMailTemplate, mailTemplates } from '../../scripts/mail-templates.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mail-templates-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, content: string): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

const MJML = (text: string) =>
  `<mjml><mj-body><mj-section><mj-column>${text}</mj-column></mj-section></mj-body></mjml>`;

it('compiles MJML, keeps placeholders, and fetches no fonts', async () => {
  const file = write('a.mjml', MJML('<mj-text font-family="Roboto">{{#a}}{{b}}{{/a}}</mj-text>'));
  const source = await loadMailTemplate(file);
  expect(source).toMatch(/^export const template = "<!doctype html>/);
  expect(source).toContain('{{#a}}{{b}}{{/a}}');
  expect(source).not.toMatch(/mj-text|fonts\.googleapis/);
});

it('leaves a text template as it is, and other files to others', async () => {
  const file = write('a.mustache', '"{{a}}"\n\n{{b}}\n');
  expect(await loadMailTemplate(file)).toBe('export const template = "\\"{{a}}\\"\\n\\n{{b}}\\n";');
  expect(await loadMailTemplate(write('a.ts', 'export {};'))).toBeUndefined();
});

it.each([
  ['an unknown element', '<mj-txt>a</mj-txt>', /a\.mjml: .*mj-txt/],
  ['an unknown attribute', '<mj-text colour="red">a</mj-text>', /a\.mjml: .*colour/],
])('refuses %s by name', async (_, text, message) => {
  await expect(loadMailTemplate(write('a.mjml', MJML(text)))).rejects.toThrow(message);
});

it('gives a bundle its templates', async () => {
  write('a.mjml', MJML('<mj-text>{{a}}</mj-text>'));
  write('b.mustache', 'text {{b}}');
  const entry = write(
    'index.ts',
    `import { template as html } from './a.mjml';
     import { template as text } from './b.mustache';
     export const templates = [html, text];`,
  );
  const outfile = join(folder, 'index.mjs');
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: 'esm',
    plugins: [mailTemplates],
  });
  const { templates } = await import(outfile);
  expect(templates).toEqual([expect.stringContaining('{{a}}'), 'text {{b}}']);
});
