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
];
