/** One execution in a simulation, which may leave the stack at any call and be taken up again. */
import type { ReplyMessage, StartMessage } from '../google/apps-script/messages.ts';
import type { WorkerPool } from '../google/apps-script/worker-pool.ts';
import type { CallMessage, ScriptEngine } from './script-engine.ts';

export type ScriptGuest = {
  start(message: StartMessage): void;
  hear(reply: ReplyMessage): void;
  /** Off the stack at its next chance, to go on later. */
  leave(): void;
  /** Ended from outside. */
  end(): void;
  /** Whether it has something to do. */
  canGoOn(): boolean;
  /**
   * From its beginning, whatever it did before, to its end or until it has to leave.
   *
   * @param wait returns once the given is so, or when it never will be
   * @throws Error when the script does not repeat itself, or its host fails
   */
  run(engine: ScriptEngine, wait: (isSo: () => boolean) => void): void;
};

type Listener = Parameters<WorkerPool['lease']>[0];

export function createGuest(listener: Listener): ScriptGuest {
  /** What it called, and what it heard: the last call may not be answered yet. */
  const calls: string[] = [];
  const replies: ReplyMessage[] = [];
  let message: StartMessage | undefined;
  let isRunning = false;
  let isLeaving = false;
  let isOver = false;
  /** It has been started, or been answered, and did not go on since. */
  let isWaiting = false;

  function ask(call: CallMessage, at: number): void {
    const text = `${call.name} ${call.argsJson}`;
    const before = calls[at];
    if (before === undefined) {
      calls.push(text);
      listener.onMessage(call);
    } else if (before !== text) {
      throw new Error(`taken up again, a script called ${text} and not ${before}`);
    }
  }

  return {
    start(given) {
      message = given;
      isWaiting = true;
    },
    hear(reply) {
      replies.push(reply);
      isWaiting = true;
    },
    leave() {
      isLeaving = true;
    },
    end() {
      isOver = true;
    },
    canGoOn: () => isWaiting && !isOver,
    run(engine, wait) {
      if (message === undefined || isRunning) throw new Error('an execution runs once at a time');
      isRunning = true;
      isLeaving = false;
      isWaiting = false;
      let heard = 0;
      let hasLeft = false;
      let failure: { readonly error: unknown } | undefined;
      const answer = (call: CallMessage): ReplyMessage | undefined => {
        ask(call, heard);
        wait(() => replies.length > heard || isLeaving || isOver);
        const reply = isOver ? undefined : replies[heard];
        if (reply === undefined) return undefined;
        heard += 1;
        isWaiting = false;
        return reply;
      };
      const finish = engine.execute(message, (call) => {
        try {
          const reply = answer(call);
          if (reply === undefined) hasLeft = true;
          return reply;
        } catch (error) {
          // Not the script's: it must not catch it.
          failure = { error };
          return undefined;
        }
      });
      isRunning = false;
      if (failure !== undefined) throw failure.error;
      if (hasLeft) return;
      isOver = true;
      listener.onMessage(finish);
    },
  };
}
