// What the address asks to see: «#/BT028/123», so that a reload or a kept link shows the same.

export type Route = {
  /** Undefined is whatever opens first. */
  readonly key?: string;
  readonly sheetId?: number;
};

export function parseRoute(hash: string): Route {
  const [, key, sheetId] = /^#\/([^/]+)(?:\/(\d{1,10}))?$/.exec(hash) ?? [];
  const decoded = key === undefined ? undefined : decode(key);
  if (decoded === undefined) return {};
  return sheetId === undefined ? { key: decoded } : { key: decoded, sheetId: Number(sheetId) };
}

export function formatRoute(key: string, sheetId?: number): string {
  const tail = sheetId === undefined ? '' : `/${sheetId}`;
  return `#/${encodeURIComponent(key)}${tail}`;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
