// The options of `npm start`.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export type StartArguments =
  | { readonly kind: 'help' }
  | { readonly kind: 'invalid'; readonly reason: string }
  | {
      readonly kind: 'start';
      readonly port: number;
      /** Absolute. */
      readonly dataDir: string;
      readonly isFresh: boolean;
    };

export const DEFAULT_PORT = 8080;

export const USAGE = `npm start -- [--port N] [--data DIR] [--fresh]
  --port N    port of the page on 127.0.0.1 (${DEFAULT_PORT}; 0 for any free one)
  --data DIR  where everything is kept (.local)
  --fresh     throws away what is kept there and loads the sample anew`;

type Folders = {
  readonly workingDir: string;
  readonly defaultDataDir: string;
};

export function parseStartArguments(args: readonly string[], folders: Folders): StartArguments {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        fresh: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    });
    if (values.help) return { kind: 'help' };
    const port = parsePort(values.port ?? String(DEFAULT_PORT));
    if (port === undefined)
      return { kind: 'invalid', reason: `--port takes 0 to 65535, not «${values.port}»` };
    if (values.data === '') return { kind: 'invalid', reason: '--data takes a folder' };
    const dataDir =
      values.data === undefined ? folders.defaultDataDir : resolve(folders.workingDir, values.data);
    return { kind: 'start', port, dataDir, isFresh: values.fresh ?? false };
  } catch (error) {
    return { kind: 'invalid', reason: toFirstSentence(error) };
  }
}

function parsePort(text: string): number | undefined {
  if (!/^\d{1,5}$/.test(text)) return undefined;
  const port = Number(text);
  return port <= 65_535 ? port : undefined;
}

/** Node adds how to pass such a text as a positional argument, which there is none of. */
function toFirstSentence(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('. ')[0] ?? message;
}
