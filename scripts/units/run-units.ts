/** One call of the command: arguments in, text and exit code out. */
import { Fault } from '../../core/fault.ts';
import { addUnits } from './add-units.ts';
import { adoptUnit } from './adopt-unit.ts';
import { type Arguments, parseArguments } from './arguments.ts';
import { type Context, type ContextParts, openContext, WrongUse } from './context.ts';
import { withFleetLock } from './fleet-file.ts';
import { listUnits } from './list-units.ts';
import { pushUnits, rollBackUnits } from './push-units.ts';
import { isGood, type Report, toJsonReport, toTextReport } from './report.ts';
import { retireUnits } from './retire-units.ts';
import { revokeUnits } from './revoke-units.ts';
import { rotateUnits } from './rotate-units.ts';
import type { CommandName } from './usage.ts';
import { verifyUnits } from './verify-units.ts';

export type Surroundings = ContextParts & {
  readonly write: (text: string) => void;
  /** All of standard input. */
  readonly readInput: () => string;
  /** What every command needs to be built. */
  readonly build: () => Promise<void>;
};

export const GOOD = 0;
const NOT_GOOD = 1;
const CALLED_WRONGLY = 2;

/** @returns the exit code */
export async function runUnits(
  argv: readonly string[],
  surroundings: Surroundings,
): Promise<number> {
  const { write, progress } = surroundings;
  const parsed = parseArguments(argv);
  if (parsed.kind === 'help') {
    write(parsed.text);
    return GOOD;
  }
  if (parsed.kind === 'wrong') {
    progress(parsed.reason);
    return CALLED_WRONGLY;
  }
  try {
    await surroundings.build();
    return await runCommand(parsed.arguments, surroundings);
  } catch (error) {
    progress(error instanceof Fault ? describeFault(error) : describe(error));
    return error instanceof WrongUse ? CALLED_WRONGLY : NOT_GOOD;
  }
}

async function runCommand(args: Arguments, surroundings: Surroundings): Promise<number> {
  // Of what another command still writes nothing may be kept: opened again under the lock.
  const { folder } = openContext(args, surroundings);
  const run = async () => {
    const context = openContext(args, surroundings);
    const report = await toCommand(args.command, surroundings)(context);
    const head = {
      command: args.command,
      programme: context.programme.code,
      stage: args.stage,
      dryRun: args.flags['dry-run'],
    };
    surroundings.write(args.flags.json ? toJsonReport(head, report) : toTextReport(report));
    return isGood(report) ? GOOD : NOT_GOOD;
  };
  return READS_ONLY.includes(args.command) ? run() : withFleetLock(folder, run);
}

const READS_ONLY: readonly CommandName[] = ['list', 'verify'];

type Command = (context: Context) => Promise<Report>;

function toCommand(name: CommandName, { readInput }: Surroundings): Command {
  const commands: { readonly [known in CommandName]: Command } = {
    list: listUnits,
    add: addUnits,
    adopt: adoptUnit,
    push: pushUnits,
    rollback: rollBackUnits,
    verify: verifyUnits,
    rotate: (context) => rotateUnits(context, readInput),
    revoke: (context) => revokeUnits(context, readInput),
    retire: retireUnits,
  };
  return commands[name];
}

function describeFault(fault: Fault): string {
  const { details } = fault;
  return 'name' in details ? `${details.name}: ${details.reason}` : fault.message;
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
