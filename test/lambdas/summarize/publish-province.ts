/** Publishes the large province once, in a process of its own, and prints what it took. */
import { createSheetsClient } from '../../../lambdas/adapters/sheets-client.ts';
import { createSheetsPublication } from '../../../lambdas/adapters/sheets-publication.ts';
import { publishSummary } from '../../../lambdas/summarize/publish-summary.ts';
import { headOf } from '../../core/summary/cast.ts';
import { createMemoryStore } from './memory-store.ts';
import { toProvince, toProvinceRows } from './province.ts';

const [rootUrl = '', spreadsheetId = ''] = process.argv.slice(2);
const programme = toProvince();
const store = createMemoryStore();
for (const [index, { code }] of programme.units.entries()) {
  const rows = toProvinceRows(code, index);
  store.putUnit(headOf(code, rows, { version: 1, changedAt: 1 }), rows);
}
let sheetIds = 1_000;
const silent = () => undefined;
const result = await publishSummary({
  store,
  target: createSheetsPublication({
    client: createSheetsClient({ rootUrl, credentials: '{}', retries: 0 }),
    spreadsheetId,
    newSheetId: () => {
      sheetIds += 1;
      return sheetIds;
    },
  }),
  spreadsheetId,
  programme,
  reportLinks: [],
  now: () => Date.UTC(2011, 2, 31),
  logger: { info: silent, warn: silent, error: silent },
});
const { total } = result.summary;
const { maxRSS } = process.resourceUsage();
process.stdout.write(JSON.stringify({ kind: result.kind, total, maxRssKb: maxRSS }));
