// The calls a script makes to Google's servers: names, arguments and answers, as both sides see them.

/** A rectangle as Apps Script counts: rows and columns from 1. */
export type RangeRef = {
  readonly sheetId: number;
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
};

/** A Date travels as its time and is made anew inside the script's own context. */
export type CellData = string | number | boolean | { readonly dateMs: number };

export type ValidationData = {
  readonly type: string;
  readonly values: readonly string[];
  readonly strict: boolean;
  readonly showCustomUi: boolean;
  readonly inputMessage?: string;
};

export type Matrix<T> = readonly (readonly T[])[];

export type RangeReads = {
  readonly getValues: CellData;
  readonly getDisplayValues: string;
  readonly getFormulas: string;
  readonly getNotes: string;
  readonly getBackgrounds: string;
  readonly getFontColors: string;
  readonly getFontWeights: string;
  readonly getNumberFormats: string;
  readonly getDataValidations: ValidationData | null;
};

/** null takes a property away. */
export type RangeWrites = {
  readonly setValues: CellData;
  readonly setNotes: string | null;
  readonly setBackgrounds: string | null;
  readonly setFontColors: string | null;
  readonly setFontWeights: string | null;
  readonly setNumberFormats: string;
  readonly setWraps: boolean;
  readonly setVerticalAlignments: string | null;
  readonly setDataValidations: ValidationData | null;
};

export type ClearParts = {
  readonly contents: boolean;
  readonly notes: boolean;
  readonly formats: boolean;
  readonly validations: boolean;
};

export type SheetInfo = {
  readonly sheetId: number;
  readonly name: string;
  readonly maxRows: number;
  readonly maxColumns: number;
  readonly lastRow: number;
  readonly lastColumn: number;
};

export type TriggerKind = 'ON_EDIT' | 'ON_CHANGE' | 'ON_OPEN' | 'CLOCK';

export type ClockRule =
  | { readonly kind: 'every'; readonly periodMs: number }
  | { readonly kind: 'daily'; readonly hour: number; readonly minute: number | undefined }
  | { readonly kind: 'once'; readonly atMs: number };

export type TriggerData = {
  readonly uniqueId: string;
  readonly functionName: string;
  readonly kind: TriggerKind;
};

export type FetchRequestData = {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly bodyBase64: string | undefined;
  readonly followRedirects: boolean;
};

export type FetchResponseData = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly bodyBase64: string;
};

export type MenuEntry =
  | { readonly kind: 'item'; readonly label: string; readonly functionName: string }
  | { readonly kind: 'separator' }
  | { readonly kind: 'menu'; readonly label: string; readonly entries: readonly MenuEntry[] };

export type ButtonSetName = 'OK' | 'OK_CANCEL' | 'YES_NO' | 'YES_NO_CANCEL';
export type ButtonName = 'OK' | 'CANCEL' | 'YES' | 'NO' | 'CLOSE';

export type DialogQuestion =
  | {
      readonly kind: 'alert' | 'prompt';
      readonly title: string;
      readonly text: string;
      readonly buttons: ButtonSetName;
    }
  | { readonly kind: 'sidebar' | 'modal'; readonly title: string; readonly html: string }
  | { readonly kind: 'toast'; readonly title: string; readonly text: string };

export type DialogAnswer = { readonly button: ButtonName; readonly text?: string };

export type PropertyScope = 'document' | 'script' | 'user';
export type LockScope = 'document' | 'script';
type Call<Args, Result> = { readonly args: Args; readonly result: Result };
type Nothing = Record<string, never>;

type RangeReadCalls = {
  readonly [K in keyof RangeReads as `Range.${K}`]: Call<
    { readonly range: RangeRef },
    Matrix<RangeReads[K]>
  >;
};

export type WriteArgs<T> =
  | { readonly ranges: readonly RangeRef[]; readonly fill: T }
  | { readonly range: RangeRef; readonly matrix: Matrix<T> };

type RangeWriteCalls = {
  readonly [K in keyof RangeWrites as `Range.${K}`]: Call<WriteArgs<RangeWrites[K]>, null>;
};

type SheetLines = { readonly sheetId: number; readonly at: number; readonly count: number };

type SpreadsheetCalls = {
  readonly 'Spreadsheet.getName': Call<Nothing, string>;
  readonly 'Spreadsheet.getSheets': Call<Nothing, readonly number[]>;
  readonly 'Spreadsheet.getSheetById': Call<{ readonly sheetId: number }, number | null>;
  readonly 'Spreadsheet.getSheetByName': Call<{ readonly name: string }, number | null>;
  readonly 'Spreadsheet.getActiveSheet': Call<Nothing, number>;
  readonly 'Spreadsheet.insertSheet': Call<
    { readonly name: string | undefined; readonly index: number | undefined },
    number
  >;
  readonly 'Spreadsheet.getSpreadsheetLocale': Call<Nothing, string>;
  readonly 'Spreadsheet.setSpreadsheetLocale': Call<{ readonly locale: string }, null>;
  readonly 'Spreadsheet.getSpreadsheetTimeZone': Call<Nothing, string>;
  readonly 'Spreadsheet.setSpreadsheetTimeZone': Call<{ readonly timeZone: string }, null>;
  readonly 'Spreadsheet.getActiveRange': Call<Nothing, RangeRef | null>;
  readonly 'Spreadsheet.getA1': Call<{ readonly a1: string }, RangeRef>;
  readonly 'SpreadsheetApp.flush': Call<Nothing, null>;
};

type SheetCalls = {
  readonly 'Sheet.getInfo': Call<{ readonly sheetId: number }, SheetInfo>;
  readonly 'Sheet.checkRange': Call<{ readonly range: RangeRef }, null>;
  readonly 'Sheet.getA1': Call<{ readonly sheetId: number; readonly a1: string }, RangeRef>;
  readonly 'Sheet.setName': Call<{ readonly sheetId: number; readonly name: string }, null>;
  readonly 'Sheet.insertRows': Call<SheetLines, null>;
  readonly 'Sheet.insertColumns': Call<SheetLines, null>;
  readonly 'Sheet.deleteRows': Call<SheetLines, null>;
  readonly 'Sheet.deleteColumns': Call<SheetLines, null>;
  readonly 'Sheet.hideColumns': Call<SheetLines, null>;
  readonly 'Sheet.showColumns': Call<SheetLines, null>;
  readonly 'Sheet.isColumnHiddenByUser': Call<
    { readonly sheetId: number; readonly column: number },
    boolean
  >;
  readonly 'Sheet.setFrozenRows': Call<{ readonly sheetId: number; readonly count: number }, null>;
  readonly 'Sheet.setFrozenColumns': Call<
    { readonly sheetId: number; readonly count: number },
    null
  >;
  readonly 'Sheet.getFrozen': Call<
    { readonly sheetId: number },
    { readonly rows: number; readonly columns: number }
  >;
  readonly 'Sheet.setColumnWidths': Call<SheetLines & { readonly widthPx: number }, null>;
  readonly 'Sheet.setTabColor': Call<
    { readonly sheetId: number; readonly color: string | null },
    null
  >;
  readonly 'Sheet.setHidden': Call<{ readonly sheetId: number; readonly hidden: boolean }, null>;
  readonly 'Sheet.activate': Call<{ readonly sheetId: number }, null>;
};

type RangeOtherCalls = {
  readonly 'Range.clear': Call<
    { readonly ranges: readonly RangeRef[]; readonly parts: ClearParts },
    null
  >;
  readonly 'Range.getMergedRanges': Call<{ readonly range: RangeRef }, readonly RangeRef[]>;
  readonly 'Range.breakApart': Call<{ readonly range: RangeRef }, null>;
  /** Answers the id of the new protection. */
  readonly 'Range.protect': Call<{ readonly range: RangeRef }, number>;
  readonly 'Protection.set': Call<
    {
      readonly sheetId: number;
      readonly protectedRangeId: number;
      readonly change: { readonly description: string } | { readonly warningOnly: boolean };
    },
    null
  >;
};

type StoreCalls = {
  readonly 'Properties.getProperty': Call<
    { readonly scope: PropertyScope; readonly key: string },
    string | null
  >;
  readonly 'Properties.getProperties': Call<
    { readonly scope: PropertyScope },
    Readonly<Record<string, string>>
  >;
  readonly 'Properties.setProperties': Call<
    {
      readonly scope: PropertyScope;
      readonly entries: Readonly<Record<string, string>>;
      readonly deleteOthers: boolean;
    },
    null
  >;
  readonly 'Properties.deleteProperty': Call<
    { readonly scope: PropertyScope; readonly key: string | undefined },
    null
  >;
  readonly 'Cache.getAll': Call<
    { readonly scope: PropertyScope; readonly keys: readonly string[] },
    Readonly<Record<string, string>>
  >;
  readonly 'Cache.putAll': Call<
    {
      readonly scope: PropertyScope;
      readonly entries: Readonly<Record<string, string>>;
      readonly seconds: number;
    },
    null
  >;
  readonly 'Cache.removeAll': Call<
    { readonly scope: PropertyScope; readonly keys: readonly string[] },
    null
  >;
};

type OtherCalls = {
  readonly 'Lock.tryLock': Call<{ readonly scope: LockScope; readonly timeoutMs: number }, boolean>;
  readonly 'Lock.releaseLock': Call<{ readonly scope: LockScope }, null>;
  readonly 'Utilities.sleep': Call<{ readonly ms: number }, null>;
  readonly 'UrlFetchApp.fetch': Call<
    { readonly requests: readonly FetchRequestData[]; readonly muted: readonly boolean[] },
    readonly FetchResponseData[]
  >;
  readonly 'ScriptApp.createTrigger': Call<
    {
      readonly functionName: string;
      readonly kind: TriggerKind;
      readonly spreadsheetId: string | undefined;
      readonly clock: ClockRule | undefined;
    },
    TriggerData
  >;
  readonly 'ScriptApp.getProjectTriggers': Call<Nothing, readonly TriggerData[]>;
  readonly 'ScriptApp.deleteTrigger': Call<{ readonly uniqueId: string }, null>;
  readonly 'Session.getActiveUser': Call<Nothing, string>;
  readonly 'Session.getEffectiveUser': Call<Nothing, string>;
  readonly 'SpreadsheetApp.getUi': Call<Nothing, null>;
  readonly 'Ui.addMenu': Call<{ readonly menu: MenuEntry }, null>;
  readonly 'Ui.show': Call<{ readonly question: DialogQuestion }, DialogAnswer>;
};

type ServiceCalls = SpreadsheetCalls &
  SheetCalls &
  RangeReadCalls &
  RangeWriteCalls &
  RangeOtherCalls &
  StoreCalls &
  OtherCalls;

export type CallName = keyof ServiceCalls;
export type CallArgs<N extends CallName> = ServiceCalls[N]['args'];
export type CallResult<N extends CallName> = ServiceCalls[N]['result'];

/** What the host answers a call with, as JSON. */
export type CallAnswer<T = unknown> =
  | { readonly kind: 'value'; readonly value: T }
  /** Thrown inside the script as Google's `Exception`. */
  | { readonly kind: 'exception'; readonly message: string }
  /** Thrown inside the script as a plain Error: the stand-in lacks something, not the script. */
  | { readonly kind: 'missing'; readonly message: string };
