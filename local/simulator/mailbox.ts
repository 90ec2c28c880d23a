/** Two threads exchange texts through shared memory: many times cheaper than posting messages. */
import { Buffer } from 'node:buffer';

/** Zero-filled pages nobody wrote to take no memory, so there is room for the largest table. */
const CAPACITY_BYTES = 16 * 1024 * 1024;
const STATE = 0;
const LENGTH = 1;
const FULL = 1;
const CLOSED = 2;

/** One direction; both sides get the same memory. */
export type MailboxMemory = {
  readonly control: SharedArrayBuffer;
  readonly bytes: SharedArrayBuffer;
};

export type Mailbox = {
  put(text: string): void;
  /** Lets whoever waits know that nothing will come. */
  close(): void;
  /** Undefined while empty. */
  take(): string | undefined;
  /** Blocks. @returns undefined when it was closed instead, which also empties it */
  wait(): string | undefined;
};

export function createMailboxMemory(): MailboxMemory {
  return {
    control: new SharedArrayBuffer(8),
    bytes: new SharedArrayBuffer(CAPACITY_BYTES),
  };
}

export function openMailbox(memory: MailboxMemory): Mailbox {
  const control = new Int32Array(memory.control);
  const bytes = Buffer.from(memory.bytes);
  function leave(state: number): void {
    Atomics.store(control, STATE, state);
    Atomics.notify(control, STATE);
  }
  function read(): string {
    const text = bytes.toString('utf8', 0, Atomics.load(control, LENGTH));
    Atomics.store(control, STATE, 0);
    return text;
  }
  return {
    put(text) {
      const written = bytes.write(text, 0, 'utf8');
      if (written >= CAPACITY_BYTES - 4) throw new Error('a message does not fit the mailbox');
      Atomics.store(control, LENGTH, written);
      leave(FULL);
    },
    close: () => leave(CLOSED),
    take: () => (Atomics.load(control, STATE) === FULL ? read() : undefined),
    wait() {
      // A late notice of what was taken already wakes as well: only the state tells.
      while (Atomics.load(control, STATE) === 0) Atomics.wait(control, STATE, 0);
      if (Atomics.load(control, STATE) === FULL) return read();
      Atomics.store(control, STATE, 0);
      return undefined;
    },
  };
}
