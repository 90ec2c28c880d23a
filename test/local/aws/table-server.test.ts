// The table server says in one error what keeps it from starting.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startTableServer, useTableServer } from '../../../local/aws/table-server.ts';

it('passes on why the server ended', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'so-sang-kien-table-'));
  const databaseFile = join(folder, 'table.db');
  writeFileSync(databaseFile, 'this is no database, and long enough to be read as one '.repeat(20));
  await expect(startTableServer({ databaseFile })).rejects.toMatchObject({
    name: 'LocalFault',
    code: 'local.table_start_failed',
    details: { reason: expect.stringContaining('not a valid SQLite database') },
  });
  rmSync(folder, { recursive: true, force: true });
});

it('names the package when the binary is missing', async () => {
  const started = startTableServer({ databaseFile: undefined, packageName: '@dynoxide/no-such' });
  await expect(started).rejects.toMatchObject({
    code: 'local.table_binary_missing',
    details: { tried: '@dynoxide/no-such' },
  });
});

it.each(['https://dynamodb.ap-southeast-1.amazonaws.com', 'localhost:8000', 'http://a/b'])(
  'refuses the endpoint %s',
  (endpoint) => {
    expect(() => useTableServer(endpoint)).toThrow(
      expect.objectContaining({ code: 'local.endpoint_unsupported', details: { endpoint } }),
    );
  },
);
