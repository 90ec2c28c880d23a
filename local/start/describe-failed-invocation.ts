// One line about a function that did not answer, so that nobody waits for what cannot come.
import type { SystemEvent } from '../system.ts';

/** @returns undefined for everything else that happens */
export function describeFailedInvocation(happened: SystemEvent): string | undefined {
  if (happened.kind !== 'cloud' || happened.event.kind !== 'invocation') return undefined;
  const { functionName, result } = happened.event;
  if ('reason' in result) return `${functionName} was not started: ${result.reason}`;
  if (result.outcome.kind === 'success') return undefined;
  const { errorType, errorMessage } = result.outcome.error;
  return `${functionName} failed: ${errorType}: ${errorMessage}`;
}
