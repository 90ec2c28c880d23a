/** A strict reader of XML: what it takes is well formed, so that office programs take it too. */

export type XmlElement = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (XmlElement | string)[];
};

const TOKEN =
  /<\?[^>]*\?>|<!--[\s\S]*?-->|<\/([\w:.-]+)\s*>|<([\w:.-]+)((?:\s+[\w:.-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
const NOT_IN_XML = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/;
const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
};

/** @throws Error where the text is not well formed */
export function readXml(text: string): XmlElement {
  const bad = NOT_IN_XML.exec(text);
  if (bad !== null) throw new Error(`a character that XML has not, at ${bad.index}`);
  const root: XmlElement = { name: '', attributes: {}, children: [] };
  const open: XmlElement[] = [root];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const token = TOKEN.exec(text);
    if (token === null) throw new Error(`not well formed at ${at}: ${text.slice(at, at + 60)}`);
    take(open, token);
  }
  const [element] = root.children.filter((child) => typeof child !== 'string');
  if (open.length !== 1 || element === undefined) throw new Error('an element is not closed');
  return element;
}

function take(
  open: XmlElement[],
  [, closing, opening, attributes = '', isEmpty, text]: string[],
): void {
  const parent = open.at(-1);
  if (closing !== undefined) {
    if (open.pop()?.name !== closing) throw new Error(`${closing} closes another element`);
  } else if (opening !== undefined) {
    const element = { name: opening, attributes: readAttributes(attributes), children: [] };
    parent?.children.push(element);
    if (isEmpty === '') open.push(element);
  } else if (text !== undefined) parent?.children.push(decode(text));
}

function readAttributes(text: string): Record<string, string> {
  const pairs = [...text.matchAll(/([\w:.-]+)="([^"]*)"/g)];
  return Object.fromEntries(pairs.map(([, name = '', value = '']) => [name, decode(value)]));
}

function decode(text: string): string {
  return text.replace(/&(#x?[0-9a-fA-F]+|\w+);?/g, (whole, name: string) => {
    if (!whole.endsWith(';')) throw new Error(`a bare ampersand: ${text.slice(0, 60)}`);
    if (name.startsWith('#x')) return String.fromCodePoint(Number.parseInt(name.slice(2), 16));
    if (name.startsWith('#')) return String.fromCodePoint(Number(name.slice(1)));
    const letter = ENTITIES[name];
    if (letter === undefined) throw new Error(`an unknown entity: ${whole}`);
    return letter;
  });
}

/** All elements of that name below, in the order of the text. */
export function findAll(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.flatMap((child) => {
    if (typeof child === 'string') return [];
    return [...(child.name === name ? [child] : []), ...findAll(child, name)];
  });
}

export function toText(element: XmlElement): string {
  return element.children
    .map((child) => (typeof child === 'string' ? child : toText(child)))
    .join('');
}
