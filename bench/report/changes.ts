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
];
