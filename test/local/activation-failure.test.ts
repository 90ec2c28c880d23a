/** When pressing «Kích hoạt» was in vain, and why. */
import { expect, it } from 'vitest';
import { findActivationFailure } from '../../local/activation-failure.ts';
import type { ExecutionLog, Outcome } from '../../local/google/apps-script/execution.ts';

const TOO_LONG = 'Exceeded maximum execution time';
const BUSY = 'Bảng tính đang bận.';

function logOf(
  outcome: Outcome,
  { error, toast }: { readonly error?: string; readonly toast?: string } = {},
): ExecutionLog {
  const question = { kind: 'toast', title: 'Sáng kiến', text: toast ?? '' } as const;
  return {
    executionId: 1,
    spreadsheetId: 's',
    scriptId: 'p',
    functionName: 'menuActivate',
    type: 'menu',
    isSimple: false,
    user: 'bt028@donvi.example',
    startedAtMs: 0,
    durationMs: 1,
    outcome,
    ...(error === undefined ? {} : { error: { name: 'Exception', message: error, stack: '' } }),
    calls: { fetch: 0, sheet: 0 },
    logs: [],
    dialogs: toast === undefined ? [] : [{ question, answer: { button: 'OK' } }],
  };
}

const failure = (outcome: Outcome, error: string) => ({
  functionName: 'menuActivate',
  outcome,
  error,
});

it.each([
  ['it ended well', logOf('completed'), true, undefined],
  ['it ended well and did nothing', logOf('completed', { toast: BUSY }), false, BUSY],
  ['it ended without a word and did nothing', logOf('completed'), false, 'no answer'],
  ['it ran out of time', logOf('timed_out', { error: TOO_LONG }), false, TOO_LONG],
  ['it ran out of time when it was done', logOf('timed_out', { error: TOO_LONG }), true, undefined],
  ['it failed', logOf('failed', { error: 'x is not a function' }), false, 'x is not a function'],
  ['it failed when it was done', logOf('failed', { error: 'no' }), true, 'no'],
  ['it was not started', logOf('refused', { error: 'too many' }), true, 'too many'],
  ['a planted fault ended it', logOf('killed', { error: 'planted' }), false, undefined],
  ['a planted fault lost it', logOf('dropped', { error: 'planted' }), false, undefined],
] as const)('%s', (_, log, isRegistered, error) => {
  expect(findActivationFailure(log, isRegistered)).toEqual(
    error === undefined ? undefined : failure(log.outcome, error),
  );
});
