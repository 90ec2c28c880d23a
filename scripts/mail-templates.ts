// Lets code import a mail template as text: MJML is compiled to HTML here, never when a mail is sent.
import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

const TEMPLATE_FILE = /\.(?:mjml|mustache)$/;

/** For the bundles of the functions. */
export const mailTemplates: Plugin = {
  name: 'mail-templates',
  setup(build) {
    build.onLoad({ filter: TEMPLATE_FILE }, async ({ path }) => ({
      contents: await readTemplateModule(path),
      loader: 'js',
    }));
  },
};

/** The same for whoever runs the sources, as tests do: undefined for any other file. */
export async function loadMailTemplate(path: string): Promise<string | undefined> {
  return TEMPLATE_FILE.test(path) ? readTemplateModule(path) : undefined;
}

async function readTemplateModule(path: string): Promise<string> {
  const source = await readFile(path, 'utf8');
  const template = path.endsWith('.mjml') ? await compileMjml(path, source) : source;
  return `export const template = ${JSON.stringify(template)};`;
}

async function compileMjml(path: string, source: string): Promise<string> {
  const { default: mjml2html } = await import('mjml');
  // Without fonts of its own, which a mail program would have to fetch.
  const { html, errors } = await mjml2html(source, { validationLevel: 'soft', fonts: {} });
  if (errors.length > 0) {
    throw new Error(`${path}: ${errors.map((error) => error.formattedMessage).join('; ')}`);
  }
  // Indentation is a third of the size, and large mails are cut short.
  return html.replace(/\n\s+/g, '\n');
}
