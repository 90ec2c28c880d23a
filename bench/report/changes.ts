/** What measuring led to: each with the figure before and after, of one machine and one day. */

export type Change = {
  readonly what: string;
  readonly figure: string;
  readonly before: string;
  readonly after: string;
};

export const CHANGES: readonly Change[] = [
  {
    what: 'credentials from the environment only: the SDK’s search through files and services is not bundled',
    figure: '`bytes.ingest`',
    before: '558,674',
    after: '423,083',
  },
  {
    what: 'syllables: each rime is looked at once, not once an onset (profile of loading ingest: a tenth of it)',
    figure: 'CPU ms to load the file, median of 15',
    before: '25.2',
    after: '15.8',
  },
  {
    what: 'syllables and the forms of closed lists: made when the first word is checked, which an idle sheet’s request never does (profile of loading ingest: the two largest parts of it)',
    figure: 'CPU ms to load all of ingest, median of 15, in turns',
    before: '111.9',
    after: '96.3',
  },
  {
    what: 'the sheet’s script: schemas of requests, which only the server reads, stand in files of their own (no bundler can tell that making them does nothing else)',
    figure: '`bytes.appsscript`',
    before: '216,175',
    after: '210,459',
  },
  {
    what: 'the sheet’s script: what the sheet reads is checked by valibot instead of zod/mini (18.7 KB of these); no module wrapper, one way to ask the server and to style our cells, each foreign word once',
    figure: '`bytes.appsscript`',
    before: '210,459',
    after: '190,259',
  },
  {
    what: 'the same two: what Google does at every edit before a line of ours runs',
    figure: 'CPU ms to load the script in a fresh process, median of 21, in turns',
    before: '58.6',
    after: '45.5',
  },
  {
    what: 'functions hold no schema that only the sheet reads',
    figure: '`bytes.ingest`',
    before: '426,480',
    after: '425,144',
  },
  {
    what: 'near duplicates of other units: an item a key, read a hundred in a call and replaced on condition, under keys that are parts of a title which stay whole',
    figure: '`ingest.adviceCalls.100`',
    before: '389',
    after: '21',
  },
  {
    what: 'the same: what the advice takes of an answer, by what its transactions take',
    figure: '`ingest.ms.advice.100` / `ingest.ms.transactions.100`, three runs each in turns',
    before: '5.0, 4.0, 4.0',
    after: '1.3, 1.3, 0.8',
  },
  {
    what: 'the same: units of the advice for a new row, of a request with one and with a hundred',
    figure: 'write units; read units',
    before: '4.9, 5.1; 2.4, 2.1',
    after: '3.7, 3.8; 5.2, 5.6',
  },
  {
    what: 'ingest checks cells while rows are read and slices written, and parses the body while the unit is read; a table that takes 2 ms a call and 0.37 ms an item of a transaction, all else as the CPU time of our process, so that nothing else on the machine counts',
    figure:
      'transactions alone over all of the request without the advice, 100 rows; 25 rows (medians of 16, mean of two runs)',
    before: '0.597; 0.526',
    after: '0.736; 0.556',
  },
  {
    what: 'the same, with the local table server on the same two cores',
    figure: 'as `ingest.ratioWithoutAdvice`, 100 rows; 25 rows (medians of 10 and 14, in turns)',
    before: '0.652; 0.543',
    after: '0.691; 0.560',
  },
  {
    what: 'what reads rows, and the committee’s tab, are files of their own, which an idle sheet’s request does not load; the secret is asked for at the start, and the unit read meanwhile',
    figure:
      'CPU of import and first call over the empty handler’s, median of 9 in turns (a handler with the same calls: 1.22)',
    before: '2.04',
    after: '1.84',
  },
  {
    what: 'the same',
    figure: 'bytes ingest reads before its first answer to an idle sheet',
    before: '426,480',
    after: '329,104',
  },
];
