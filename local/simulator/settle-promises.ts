/** Lets promises go on while a script waits for its answer further down on the same stack. */

/**
 * Node's own way to run what waits for the current task to end; it does nothing within a promise's
 * own continuation.
 */
const runNextTicks: unknown = Reflect.get(process, '_tickCallback');

/** Until nothing is left to do but what waits for the world outside. Not from within a promise. */
export function settlePromises(): void {
  if (typeof runNextTicks !== 'function') {
    throw new Error(`Node ${process.version} cannot settle promises while a script waits`);
  }
  Reflect.apply(runNextTicks, process, []);
}
