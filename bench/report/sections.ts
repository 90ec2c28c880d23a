/** What the document says of the figures, beside them. */

export type Section = {
  readonly title: string;
  /** Of the keys it lists. */
  readonly prefixes: readonly string[];
  readonly text: readonly string[];
};

const INGEST_LIMIT =
  'the advice about other units’ rows most of all, then the check of the first slice’s cells and the reads before it, see the parts in «Ingest»';

/** By the key of the target that is not reached. */
export const LIMITS: { readonly [key: string]: string } = {
  'ingest.ratio.25': INGEST_LIMIT,
  'ingest.ratio.100': INGEST_LIMIT,
  'cold.ingest.ratio':
    'a second client and its call, schemas, telemetry and the programme’s file, see `sameCallsMs` and `ratioSameCalls` in «Cold start and sizes»',
  'bytes.appsscript':
    'the rules of reading, what they tell people, and the sheet’s own part alone are more, see `bytes.appsscript.*` in «Cold start and sizes»; packed text would reach it, and was declined ([decision 17](decisions/0017-what-the-sheet-reads.md))',
};

export const SECTIONS: readonly Section[] = [
  {
    title: 'Sheet side',
    prefixes: ['calls.', 'naive.'],
    text: [
      'Counts of service calls and requests, all runs an action started together; the same on every machine. `naive` is the script tutorials show: a call a cell, a request a row. `ofSixMinutes` is the longest run’s time, by estimates of what a call takes at Google, over the six minutes a run may take: above 1 it would be cut off.',
    ],
  },
  {
    title: 'Ingest',
    prefixes: ['ingest.'],
    text: [
      'The reference writes the very transactions our handler wrote, with the same SDK, in a process of the same kind. Ours also checks signature, schema and every cell, reads the unit and the rows, notes the contact, and looks for near duplicates in other units.',
      'Where a request’s time goes, in milliseconds: `ms.whole` = `ms.transactions` (all the reference does) + `ms.advice` (whole less the same handler without it) + `ms.rest`. Of the rest `ms.parse` and `ms.check` were measured alone, without any call, on rows not seen before; `ms.write` builds the transactions and carries them through the SDK but not to the table, of which the reference, too, has the SDK’s part. What then remains of the rest is the reading of unit and rows, the contact, the log. Much of it goes on at once: the body is parsed while the unit is read, cells are checked while the rows are read and each slice is decided while the one before is written, so the parts may add up to more than the rest. What stays in the way is the reading of unit and rows, one after the other (rows read before the head could be older than it, and a change of theirs would be lost), the check of the first 49 rows as far as it outlasts that, building each transaction, and the contact. This table server keeps everything in memory on the same cores: a transaction takes less than DynamoDB’s network alone, and on a busy machine nothing is gained by doing things at once.',
      'Of `tableCalls`, which the proxy counted for the last request of each size, `adviceCalls` are the advice’s: the items of three to five keys a title are read a hundred in a call, written twenty-five in a call, and the keys of longer and shorter titles read after that. Most of its time is the table server’s, which carries out the statements of a batch one after another. Advice begins or repeats no call later than four seconds after the first and never fails a request. [Decision 3](decisions/0003-near-duplicates.md) says how it finds every near duplicate under so few keys, and what was weighed.',
    ],
  },
  {
    title: 'Consolidation',
    prefixes: ['summary.'],
    text: [
      'Milliseconds, and items read. `one` is what follows a changed row: the changes index, all heads and contacts, the rows of the changed unit, its pages anew, and every tab made of heads. `scan` reads and parses all rows and adds up the same sums; each of the five rounds scans a fifth of the table, as a parallel scan cuts it, and counts it five times. `full` is the first time, with every unit’s rows read and paged. `listed` is what a publication reads because «Danh sách» names every row: the pages of all units, also of those that did not change, since a page may be written by any run of the function. That part grows with the rows and always will, as the tab itself does; the figures do not wait for it to be counted. Over 1,000 units `one` also grows with the rows a unit has, up to what one head can hold: with one row in a unit its sums have one year and one category, with a hundred nearly all.',
    ],
  },
  {
    title: 'Cold start and sizes',
    prefixes: ['cold.', 'bytes.'],
    text: [
      'Milliseconds from nothing to the first answer in a fresh process, without the start of Node itself. The reference holds the same client of the table, bundled alike, and writes one item. `cold.ingest` is answered to an idle sheet that spoke within the hour, as nearly all cold starts are; `cold.ingestNewUnit` to one never heard of, `cold.ingestRow` to one that brings a row. KB are 1,024 bytes.',
      '`bytes.appsscript.*` are the parts of the sheet’s script by folder, as esbuild counts them, in UTF-8; what is not listed joins them. `strings` and `patterns` are counted across all of these.',
      'The limit of 120 KB could be reached without giving anything up only by packing the script as text, to about 93 KB. That was declined: it would be unpacked at every execution, the same code to compile after more work, and nobody could read in Google’s editor what runs there. Unpacked, the limit would ask for less product, not for less code around it. `core/reading`, `core/wording`, `core/near` and `core/adoption` decide and say what the typist is promised on his own row, before and without the server: `bytes.appsscript.strings` and `bytes.appsscript.patterns` are what the whole script holds of texts and regular expressions, as a parser finds them in the built file, without quotes and slashes; no minifier shortens those. `core/sync` and `appsscript` keep rows safe, `core/catalogue` is the committee’s, in the same script by choice. The library that checks answers is 9 KB. What was weighed beside, and why not, says [decision 17](decisions/0017-what-the-sheet-reads.md).',
      'Beyond the client, ingest loads the schemas, the telemetry, the programme and the client of Secrets Manager, and its first call asks for the master secret and reads the unit, of a new unit also writes head and contact; the reference writes one item. `ratioSameCalls` is over a handler that holds the same clients and makes the same calls, those two at once, with nothing between them: `sameCallsMs` / `emptyMs` is the least that any ingest could reach. Of what ours takes longer than that handler, `ms` − `sameCallsMs`, the part `loadMs` − `sameCallsLoadMs` is spent before the first call, on schemas, telemetry, the programme’s file and code of our own; the other part within it, where our code runs for the first time. `sameCallsLoadMs` − `emptyLoadMs` is what loading the client of Secrets Manager takes. `bytes.ingest` counts all files; what reads rows is loaded by the first request that brings some.',
    ],
  },
  {
    title: 'Memory',
    prefixes: ['memory.'],
    text: [
      'Peak resident memory of each function’s process, against 512 MB, which is what ingest and summarize are given; report and digest have 1,024. Ingest: an index of 20,000 rows over a unit that has them, then 500 rows that fill the 1 MB body. The others: a publication, its report files and the weekly mail over `memory.rows` rows.',
    ],
  },
  {
    title: 'Load',
    prefixes: ['load.'],
    text: [
      'A whole province on this one machine for a minute: spreadsheets, scripts, functions and table share its cores with the people. Afterwards each unit presses «Đồng bộ ngay»; then records are compared with the sheets cell for cell, histories must be whole, and heads equal a recount.',
    ],
  },
  {
    title: 'Latency',
    prefixes: ['latency.'],
    text: [
      'From the key that ends an edit in the page to the record, to the receipt, and to the summary published on demand; `share` is each hop’s part of the whole: the page’s own, the script until it sends, the request, the script until its end, the publication.',
    ],
  },
  {
    title: 'Cost',
    prefixes: ['cost.'],
    text: [
      'Request units as the table server counts them by DynamoDB’s rules, for each thing that happens, and a month of them. Assumptions in `bench/cost/usage.ts`, prices with their sources in `bench/cost/prices.ts`: list prices of us-east-1 without free tiers, as those of Singapore could not be verified. GB-seconds are this machine’s. What follows for 63,000 units stands in [scale.md](scale.md).',
    ],
  },
];
