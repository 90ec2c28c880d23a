/** JSON keeps the last of two equal keys in silence, and with the other one an expectation is lost. */

const TOKEN = /("(?:[^"\\]|\\.)*")\s*(:?)|[{}[\]]/g;

/** @param json known to be valid */
export function findRepeatedKey(json: string): string | undefined {
  const open: Set<string>[] = [];
  for (const [token, text = '', colon] of json.matchAll(TOKEN)) {
    if (token === '{' || token === '[') open.push(new Set());
    else if (token === '}' || token === ']') open.pop();
    else if (colon === ':') {
      const key: string = JSON.parse(text);
      const keys = open.at(-1);
      if (keys?.has(key)) return key;
      keys?.add(key);
    }
  }
  return undefined;
}
