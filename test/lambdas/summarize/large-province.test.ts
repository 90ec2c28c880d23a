/** A province of 63 units with 300 rows each stays within what Google and Lambda allow. */
import { execFile } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTabs } from '../../../core/summary/build-tabs.ts';
import { toFigures } from '../../../core/summary/figures.ts';
import { toListRow } from '../../../core/summary/list-row.ts';
import { readPublication } from '../../../core/summary/machine-tab.ts';
import { toSummary } from '../../../core/summary/summary.ts';
import { planPublication } from '../../../lambdas/adapters/sheets-plan.ts';
import type { Batch } from '../../../lambdas/adapters/spreadsheet-shape.ts';
import { AS_OF, headOf } from '../../core/summary/cast.ts';
import { ROWS_PER_UNIT, toProvince, toProvinceRows, UNITS } from './province.ts';
import type { SheetsStandIn } from './sheets-stand-in.ts';
import { SPREADSHEET_ID, startSheetsStandIn } from './sheets-stand-in.ts';

const FOLDER = resolve(import.meta.dirname, '../../.tmp/large-province');
/** What the function is given; its runtime needs some of it. */
const FUNCTION_MEMORY_MB = 512;
/** As the runtime sets it for a function of that size, and a little below. */
const HEAP_LIMIT = '--max-old-space-size=320';
const WRITES_A_MINUTE = 60;
const run = promisify(execFile);

let sheets: SheetsStandIn;
beforeAll(async () => {
  sheets = await startSheetsStandIn();
  await mkdir(FOLDER, { recursive: true });
});
afterAll(async () => {
  await sheets.stop();
  await rm(FOLDER, { recursive: true, force: true });
});

describe('a province of 63 units with 300 rows each', () => {
  it('is planned in requests below 2 MB, fewer than a minute allows', () => {
    const programme = toProvince();
    const units = programme.units.map(({ code }, index) => ({
      code,
      rows: toProvinceRows(code, index),
    }));
    const reports = units.map(({ code, rows }) => ({ unit: code, head: headOf(code, rows) }));
    const figures = toFigures({ programme, reports, asOf: AS_OF });
    const rowsByUnit = new Map(
      units.map(({ code, rows }) => [code, rows.flatMap((row) => toListRow(row) ?? [])]),
    );
    const summary = toSummary(figures);
    const tabs = buildTabs({ figures, summary, rowsByUnit, log: [], number: 1 });
    let sheetIds = 1_000;
    const { staging, final } = planPublication({
      shape: { locale: 'vi_VN', timeZone: 'Asia/Ho_Chi_Minh', sheets: [] },
      tabs,
      newSheetId: () => {
        sheetIds += 1;
        return sheetIds;
      },
    });
    const bytesOf = (batch: Batch) => Buffer.byteLength(JSON.stringify({ requests: batch }));
    const sizes = [...staging, final].map(bytesOf);
    expect(Math.max(...sizes)).toBeLessThan(2_000_000);
    expect(sizes.length).toBeGreaterThan(2);
    expect(sizes.length).toBeLessThan(WRITES_A_MINUTE / 2);
  }, 60_000);

  it('is published by a process with the memory of the function', async () => {
    const file = `${FOLDER}/publish-province.mjs`;
    await build({
      entryPoints: [resolve(import.meta.dirname, 'publish-province.ts')],
      outfile: file,
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      banner: {
        js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);",
      },
    });
    // The url has a slash at its end, as the client wants it.
    const { stdout } = await run('node', [HEAP_LIMIT, file, sheets.url, SPREADSHEET_ID]);
    const result = JSON.parse(stdout);
    expect(result).toMatchObject({ kind: 'published', total: UNITS * ROWS_PER_UNIT });
    expect(result.maxRssKb / 1024).toBeLessThan(FUNCTION_MEMORY_MB);
    expect(readPublication(sheets.read())).toMatchObject({
      kind: 'published',
      summary: { total: UNITS * ROWS_PER_UNIT },
    });
  }, 180_000);
});
