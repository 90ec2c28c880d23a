/** What the document says of the figures, beside them. */

export type Section = {
  readonly title: string;
  /** Of the keys it lists. */
  readonly prefixes: readonly string[];
  readonly text: readonly string[];
};

const ADVICE_LIMIT = 'each row is also looked up among the other units’ titles, see «Ingest»';

/** By the key of the target that is not reached. */
export const LIMITS: { readonly [key: string]: string } = {
  'ingest.ratio.25': ADVICE_LIMIT,
  'ingest.ratio.100': ADVICE_LIMIT,
  'cold.ingest.ratio':
    'the rules, the schemas and the second client are loaded too, see «Cold start»',
  'bytes.appsscript':
    'the rules that explain every refusal in Vietnamese, and the schemas of the wire',
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
      'The last of these is the limit. Of `tableCalls`, which the proxy counted for the last request of each size, `adviceCalls` are the advice’s, as each title has three to five keys that other units may share and DynamoDB has no batch of queries. `ratioWithoutAdvice` is the same handler without it. Advice begins no call later than four seconds after the first and never fails a request. Reading first and asking other units only where a marker says that somebody is there would cost one more write for each query saved; a write is five times as dear as a read, so it was left as it is.',
    ],
  },
  {
    title: 'Consolidation',
    prefixes: ['summary.'],
    text: [
      'Milliseconds, and items read. `one` is what follows a changed row: the changes index, all heads and contacts, the rows of the changed unit, its pages anew, and every tab made of heads. `scan` reads and parses all rows and adds up the same sums. `full` is the first time, with every unit’s rows read and paged. `listed` is what a publication reads because «Danh sách» names every row: the pages of all units. That part grows with the rows and always will, as the tab itself does; the figures do not wait for it to be counted.',
    ],
  },
  {
    title: 'Cold start and sizes',
    prefixes: ['cold.', 'bytes.'],
    text: [
      'Milliseconds from nothing to the first answer in a fresh process, without the start of Node itself. The reference holds the same client of the table, bundled alike, and writes one item. `cold.ingest` is answered to an idle sheet, as most cold starts are; `cold.ingestRow` to a sheet that brings a row. KB are 1,024 bytes.',
      'Beyond the client, ingest loads the rules of reading Vietnamese, the schemas, the telemetry and the client of Secrets Manager, and its first call asks for the master secret and reads the unit before it writes: two more round trips than the reference has.',
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
