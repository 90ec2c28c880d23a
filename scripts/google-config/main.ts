// `npm run -s google:config -- STAGE [--programme CODE] [--json]`: prints what Google must be told.
import { parseArgs } from 'node:util';
import { isStage } from '../../core/stage.ts';
import { chooseDeployment } from '../choose-deployment.ts';
import { toShellCommand } from '../shell-command.ts';
import type { GoogleConfig } from './google-config.ts';
import { toGoogleConfig } from './google-config.ts';

const USAGE = 'usage: npm run -s google:config -- dev|prod [--programme CODE] [--json]';
const MALFORMED = 2;

function main(args: readonly string[]): number {
  const asked = readArguments(args);
  if (asked === undefined) return refuse(USAGE);
  try {
    const chosen = chooseDeployment(asked.stage, asked.programme);
    if (chosen.kind === 'refused') return refuse(chosen.reason);
    const { stage, programme, target } = chosen.choice;
    const config = toGoogleConfig({ stage, programme: programme.code, target });
    process.stdout.write(asked.isJson ? `${JSON.stringify(config, null, 2)}\n` : toText(config));
    return 0;
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

function readArguments(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: {
        programme: { type: 'string', default: 'ben-tre' },
        json: { type: 'boolean', default: false },
      },
      allowPositionals: true,
    });
    const [stage, ...others] = positionals;
    if (!isStage(stage) || others.length > 0) return undefined;
    return { stage, programme: values.programme, isJson: values.json };
  } catch {
    return undefined;
  }
}

/** A shell script with comments: it can be read, pasted line by line, or run whole. */
function toText({ steps, credentials, serviceAccount }: GoogleConfig): string {
  return [
    ...steps.flatMap(({ title, command }) => [`# ${title}`, toShellCommand(command), '']),
    '# Share the spreadsheet of the committee and those of the units, as an editor, with',
    `#   ${serviceAccount}`,
    '',
    '# What the functions sign in with; no secret. `npm run deploy` passes it on by itself.',
    ...JSON.stringify(credentials, null, 2)
      .split('\n')
      .map((line) => `# ${line}`),
    '',
  ].join('\n');
}

function refuse(reason: string): number {
  process.stderr.write(`${reason}\n`);
  return MALFORMED;
}

process.exitCode = main(process.argv.slice(2));
