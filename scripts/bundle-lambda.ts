// Bundles one Lambda function with its SDK into the single file that is deployed and run locally.
import { type BuildOptions, build } from 'esbuild';
import { writeFileAtomically } from './build-step.ts';
import { mailTemplates } from './mail-templates.ts';

/** Bundled CommonJS packages call `require` for Node's own modules; an ES module has none. */
const requireBanner = [
  `import { createRequire as __createRequire } from 'node:module';`,
  'const require = __createRequire(import.meta.url);',
].join('');

/** Of every function; a measurement that compares with ours bundles by them too. */
export const FUNCTION_OPTIONS = {
  bundle: true,
  format: 'esm',
  platform: 'node',
  // Runs on nodejs24.x and, being the same file, on the Node 20 of this machine.
  target: 'node20',
  mainFields: ['module', 'main'],
  minify: true,
  legalComments: 'none',
  plugins: [mailTemplates],
  alias: {
    '@aws-sdk/credential-provider-node': './lambdas/adapters/environment-credentials.ts',
  },
  banner: { js: requireBanner },
  logLevel: 'silent',
} satisfies BuildOptions;

export async function bundleLambda(rootDir: string, name: string): Promise<void> {
  const result = await build({
    ...FUNCTION_OPTIONS,
    absWorkingDir: rootDir,
    entryPoints: [`lambdas/${name}/index.ts`],
    outfile: `dist/lambdas/${name}/index.mjs`,
    write: false,
  });
  for (const file of result.outputFiles) writeFileAtomically(file.path, file.contents);
}
