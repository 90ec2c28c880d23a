/** Bytes from outside as JSON: UTF-8, of bounded depth, without keys that reach prototypes. */

/** Deeper than any message of ours; also keeps every later walk of the value shallow. */
export const MAX_DEPTH = 8;

export type JsonParsing =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'malformed' };

const MALFORMED: JsonParsing = { kind: 'malformed' };

export function parseJson(bytes: Uint8Array): JsonParsing {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (toDepth(text) > MAX_DEPTH) return MALFORMED;
    const value: unknown = JSON.parse(text);
    return hasPrototypeKey(value) ? MALFORMED : { kind: 'json', value };
  } catch {
    // Not UTF-8 or not JSON: both throw, and both are the sender's fault.
    return MALFORMED;
  }
}

/** Brackets open at once, those inside texts left out. */
function toDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inText = false;
  for (let index = 0; index < text.length; index += 1) {
    const letter = text.charAt(index);
    if (inText) {
      if (letter === '\\') index += 1;
      else if (letter === '"') inText = false;
    } else if (letter === '"') inText = true;
    else if (letter === '{' || letter === '[') {
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if (letter === '}' || letter === ']') depth -= 1;
  }
  return deepest;
}

/** A schema's loop over keys may pass `__proto__` over in silence, so it is looked for here. */
function hasPrototypeKey(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(hasPrototypeKey);
  return Object.hasOwn(value, '__proto__') || Object.values(value).some(hasPrototypeKey);
}
