/** Requests of a peer to its store, tried as often as ours are. */

/** Answered by `peer-server.ts`, which knows the unit by the spreadsheet the request comes from. */
const ENDPOINT = 'http://127.0.0.1:9';
const MAX_TRIES = 3;
const RETRY_BASE_MS = 500;
const ROWS_PER_REQUEST = 500;

/** @throws Error after the last try, which ends the run; the next one begins anew */
export function post(path: string, body: unknown): void {
  for (let attempt = 1; attempt <= MAX_TRIES; attempt += 1) {
    if (postOnce(path, JSON.stringify(body))) return;
    if (attempt < MAX_TRIES) {
      Utilities.sleep(Math.round(RETRY_BASE_MS * 2 ** attempt * (0.5 + Math.random())));
    }
  }
  throw new Error(`${path} failed ${MAX_TRIES} times`);
}

export function postRows<Row>(path: string, rows: readonly Row[]): void {
  for (let start = 0; start < rows.length; start += ROWS_PER_REQUEST) {
    post(path, { rows: rows.slice(start, start + ROWS_PER_REQUEST) });
  }
}

function postOnce(path: string, payload: string): boolean {
  try {
    const response = UrlFetchApp.fetch(ENDPOINT + path, {
      method: 'post',
      contentType: 'application/json; charset=utf-8',
      payload,
      muteHttpExceptions: true,
    });
    return response.getResponseCode() === 200;
  } catch {
    return false;
  }
}
