/** Tables that only some calls need, made at the first of them: loading waits for none. */

/** @param make depends on nothing */
export function once<Value extends object>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
