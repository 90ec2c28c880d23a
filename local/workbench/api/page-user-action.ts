// What a page may ask to be done in a spreadsheet: what a person can do, and nothing else.

type OnSheet<Kind extends string, Args> = { readonly kind: Kind; readonly sheetId: number } & Args;
/** Keys of the rows that are meant, as the page saw them: others may have moved them since. */
type Seen = { readonly rowKeys?: readonly number[] | undefined };
type Span = Seen & { readonly row: number; readonly count: number };
type Moved = Seen & {
  readonly from: number;
  readonly count: number;
  readonly to: number;
  readonly part: 'row' | 'visible';
};

/** The same words as the stand-in's own, which the server hands them to. Rows count from 0. */
export type PageUserAction =
  | OnSheet<
      'type',
      Seen & { readonly row: number; readonly column: number; readonly value: string }
    >
  | OnSheet<
      'paste',
      Seen & {
        readonly row: number;
        readonly column: number;
        readonly values: readonly (readonly string[])[];
        readonly skipHiddenColumns: boolean;
      }
    >
  | OnSheet<'clear', Span & { readonly columns: readonly number[] }>
  | OnSheet<'insertRows', Span>
  | OnSheet<'deleteRows', Span>
  | OnSheet<
      'sort',
      {
        readonly range: 'all' | 'visible';
        readonly column: number;
        readonly order: 'asc' | 'desc';
        readonly headerRows: number;
      }
    >
  | OnSheet<'copyRows', Moved>
  | OnSheet<'cutRows', Moved>
  | OnSheet<'renameTab', { readonly to: string }>
  | OnSheet<'duplicateTab', object>
  | OnSheet<'moveColumn', { readonly column: number; readonly before: number }>
  | OnSheet<'insertColumn', { readonly before: number }>
  | { readonly kind: 'undo' };

/** POST /api/spreadsheets/:key/actions */
export type ActionRequest = PageUserAction | { readonly kind: 'menu'; readonly label: string };
