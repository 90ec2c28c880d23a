/** What kept «Kích hoạt» from doing what it is for, in the words of the execution. */
import type { ExecutionLog, Outcome } from './google/apps-script/execution.ts';

export type ActivationFailure = {
  readonly functionName: string;
  readonly outcome: Outcome;
  readonly error: string;
};

type Log = Pick<ExecutionLog, 'functionName' | 'outcome' | 'error' | 'dialogs'>;

/** @param isRegistered whether the file knows by now whose it is */
export function findActivationFailure(
  log: Log,
  isRegistered: boolean,
): ActivationFailure | undefined {
  const { outcome } = log;
  // A planted fault is no failure: whoever planted it goes on from there, as people do.
  if (outcome === 'killed' || outcome === 'dropped') return undefined;
  // One that ran out of time after it had registered the file is gone on with by its triggers.
  if (isRegistered && (outcome === 'completed' || outcome === 'timed_out')) return undefined;
  return toActivationFailure(log);
}

/** The error; where there is none, what the person was answered instead. */
export function toActivationFailure({
  functionName,
  outcome,
  error,
  dialogs,
}: Log): ActivationFailure {
  const answers = dialogs.flatMap(({ question }) =>
    question.kind === 'toast' ? [question.text] : [],
  );
  return { functionName, outcome, error: error?.message ?? answers.at(-1) ?? 'no answer' };
}
