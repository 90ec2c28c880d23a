/** Remembers what a pure reading made of a text: a list repeats its values, and is read often. */

/** Forgotten all at once when there are more; what is longer hardly comes twice. */
export const MAX_REMEMBERED_TEXTS = 4_000;
export const MAX_REMEMBERED_LENGTH = 300;

/** @param read depends on nothing but the text */
export function rememberTexts<Result>(read: (text: string) => Result): (text: string) => Result {
  const known = new Map<string, { readonly result: Result }>();
  return (text) => {
    const remembered = known.get(text);
    if (remembered !== undefined) return remembered.result;
    const result = read(text);
    if (text.length > MAX_REMEMBERED_LENGTH) return result;
    if (known.size >= MAX_REMEMBERED_TEXTS) known.clear();
    known.set(text, { result });
    return result;
  };
}
