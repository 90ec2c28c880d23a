// A block of cells as programs put it on the clipboard: tabs between cells, quotes where needed.

export function formatBlock(values: readonly (readonly string[])[]): string {
  return values.map((line) => line.map(quote).join('\t')).join('\n');
}

function quote(text: string): string {
  return /[\t\n\r"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A line break at the very end begins no further row. */
export function parseBlock(text: string): string[][] {
  const rows: string[][] = [[]];
  let at = 0;
  while (at < text.length) {
    const cell = readCell(text, at);
    rows.at(-1)?.push(cell.value);
    at = cell.end;
    if (text[at] === '\t') {
      at += 1;
      if (at === text.length) rows.at(-1)?.push('');
    } else if (at < text.length) {
      at += text.startsWith('\r\n', at) ? 2 : 1;
      if (at < text.length) rows.push([]);
    }
  }
  return rows;
}

function readCell(text: string, start: number): { readonly value: string; readonly end: number } {
  if (text[start] === '"') {
    const quoted = readQuoted(text, start);
    if (quoted !== undefined) return quoted;
  }
  const rest = text.slice(start).search(/[\t\r\n]/);
  const end = rest < 0 ? text.length : start + rest;
  return { value: text.slice(start, end), end };
}

/** @returns undefined when the quote is just a letter of an unquoted cell */
function readQuoted(text: string, start: number) {
  let value = '';
  let at = start + 1;
  for (;;) {
    const quoteAt = text.indexOf('"', at);
    if (quoteAt < 0) return undefined;
    value += text.slice(at, quoteAt);
    if (text[quoteAt + 1] === '"') {
      value += '"';
      at = quoteAt + 2;
      continue;
    }
    const end = quoteAt + 1;
    return end === text.length || /[\t\r\n]/.test(text[end] ?? '') ? { value, end } : undefined;
  }
}
