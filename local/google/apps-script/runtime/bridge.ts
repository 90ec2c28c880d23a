// Calls the host and turns its answer into values and errors of the script's own context.

import type { CallAnswer, CallArgs, CallName, CallResult } from '../calls.ts';
import type { ExecutionSetup } from '../messages.ts';
import type { Native } from './native.ts';

export type Bridge = {
  readonly native: Native;
  readonly setup: ExecutionSetup;
  call<N extends CallName>(name: N, args: CallArgs<N>): CallResult<N>;
};

export function createBridge(native: Native, setup: ExecutionSetup): Bridge {
  const { parse, stringify } = JSON;
  return {
    native,
    setup,
    call<N extends CallName>(name: N, args: CallArgs<N>): CallResult<N> {
      const answer = parse(native.call(name, stringify(args))) as CallAnswer<CallResult<N>>;
      if (answer.kind === 'value') return answer.value;
      throw answer.kind === 'exception' ? exception(answer.message) : new Error(answer.message);
    },
  };
}

/** Google's services throw errors whose name is Exception. */
export function exception(message: string): Error {
  const error = new Error(message);
  Object.defineProperty(error, 'name', { value: 'Exception', configurable: true, writable: true });
  return error;
}
