// The options of `npm start`.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Stage } from '../../core/stage.ts';
import { parseStage } from '../stage.ts';

export type StartArguments =
  | { readonly kind: 'help' }
  | { readonly kind: 'invalid'; readonly reason: string }
  | {
      readonly kind: 'start';
      readonly port: number;
      /** Absolute. */
      readonly dataDir: string;
      readonly isFresh: boolean;
      /** Whose templates are started. */
      readonly stage: Stage;
      /** A folder of programmes/. */
      readonly programmeCode: string;
    };

export const DEFAULT_PORT = 8080;
export const DEFAULT_PROGRAMME = 'ben-tre';

export const USAGE = `npm start -- [--port N] [--data DIR] [--fresh] [--stage dev|prod] [--programme CODE]
  --port N    port of the page on 127.0.0.1 (${DEFAULT_PORT}; 0 for any free one)
  --data DIR  where everything is kept (.local)
  --fresh     throws away what is kept there and loads the sample anew
  --stage S   starts what would be deployed to dev or to prod (dev)
  --programme CODE
              a folder of programmes/ (${DEFAULT_PROGRAMME})`;

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
        stage: { type: 'string' },
        programme: { type: 'string' },
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
    const stage = parseStage(values.stage);
    if (stage === undefined)
      return { kind: 'invalid', reason: `--stage takes dev or prod, not «${values.stage}»` };
    const { fresh: isFresh = false, programme: programmeCode = DEFAULT_PROGRAMME } = values;
    if (!/^[a-z][a-z0-9-]*$/.test(programmeCode)) {
      const reason = `--programme takes a folder of programmes/, not «${programmeCode}»`;
      return { kind: 'invalid', reason };
    }
    return { kind: 'start', port, dataDir, isFresh, stage, programmeCode };
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
