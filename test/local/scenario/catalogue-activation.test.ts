/** «Kích hoạt» of the committee's file that Google ended, or that met no server: another press makes up for it. */
import { beforeAll, expect, it } from 'vitest';
import { runScenario } from '../../../local/scenario/run-scenario.ts';
import { parseScenario } from '../../../local/scenario/scenario-file.ts';
import { build } from '../../../scripts/build.ts';

beforeAll(() => build({ print: () => undefined }));

const SETUP = {
  do: 'setup',
  programme: 'ben-tre',
  seed: 1,
  now: '2011-03-31T08:00:00+07:00',
};
const PRESS = { do: 'menu', in: 'committee', item: 'Kích hoạt' };

async function play(steps: readonly object[]) {
  const file = parseScenario([SETUP, ...steps].map((step) => JSON.stringify(step)).join('\n'));
  if (file.kind === 'malformed') throw new Error(`line ${file.lineNumber}: ${file.reason}`);
  const result = await runScenario({ file, path: import.meta.filename });
  if (result.kind !== 'finished') throw new Error(`${result.kind}: ${result.reason}`);
  return result;
}

/** The tab in the end, without the times in its receipts. */
function readTab({ endState }: Awaited<ReturnType<typeof play>>) {
  const { committee = {} } = endState.tabs;
  const titles = Object.keys(committee).filter((title) => title.startsWith('Danh mục'));
  const rows = titles.flatMap((title) => committee[title] ?? []);
  return {
    titles,
    rows: rows.map((cells) => cells.map((cell) => String(cell).replace(/ lúc .*|^1=1\.\w+/, ''))),
  };
}

it('ends with the same tab wherever it was ended', async () => {
  const whole = readTab(await play([PRESS]));
  expect(whole).toMatchObject({ titles: ['Danh mục'], rows: { length: 141 } });
  for (const n of [1, 5, 9, 14, 20, 27, 33, 36, 39, 42, 45, 48, 51]) {
    const fault = { do: 'fault', at: 'trigger', kind: 'killAfterCalls', count: 1, n };
    expect([n, readTab(await play([fault, PRESS]))]).toEqual([n, whole]);
  }
});

it('says that the tab could not be made yet, and makes it when the server is back', async () => {
  const down = { do: 'fault', at: 'ingest', kind: 'down', minutes: 5 };
  const without = await play([down, PRESS, { do: 'advance', minutes: 10 }]);
  expect(readTab(without).titles).toEqual([]);
  const made = await play([down, PRESS, { do: 'advance', minutes: 10 }, PRESS]);
  expect(readTab(made).titles).toEqual(['Danh mục']);
});
