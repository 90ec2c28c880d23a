// What the address asks to see: «#/BT028/123» or «#/mails/ID», so that a reload shows the same.

export type Route = {
  readonly place: 'spreadsheet' | 'mails';
  /** A spreadsheet or a mail; undefined is whatever opens first. */
  readonly key?: string;
  readonly sheetId?: number;
};

const MAILS = 'mails';

export function parseRoute(hash: string): Route {
  const [, first, second] = /^#\/([^/]+)(?:\/([^/]+))?$/.exec(hash) ?? [];
  const key = first === undefined ? undefined : decode(first);
  if (key === undefined) return { place: 'spreadsheet' };
  const detail = second === undefined ? undefined : decode(second);
  if (key === MAILS) {
    return detail === undefined ? { place: 'mails' } : { place: 'mails', key: detail };
  }
  if (detail === undefined) return { place: 'spreadsheet', key };
  if (!/^\d{1,10}$/.test(detail)) return { place: 'spreadsheet' };
  return { place: 'spreadsheet', key, sheetId: Number(detail) };
}

export function formatRoute(key: string, sheetId?: number): string {
  const tail = sheetId === undefined ? '' : `/${sheetId}`;
  return `#/${encodeURIComponent(key)}${tail}`;
}

export function formatMailRoute(id?: string): string {
  return id === undefined ? `#/${MAILS}` : `#/${MAILS}/${encodeURIComponent(id)}`;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
