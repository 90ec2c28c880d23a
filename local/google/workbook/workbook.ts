// One spreadsheet: its sheets in order, and changes that happen wholly or not at all.

import {
  DEFAULT_COLUMN_COUNT,
  DEFAULT_ROW_COUNT,
  MAX_COLUMN_COUNT,
  Sheet,
  type SheetHost,
  type SheetState,
} from './sheet.ts';
import { WorkbookError } from './workbook-error.ts';
import { fillSheet, toSheetJson, type WorkbookJson } from './workbook-json.ts';

const MAX_CELL_COUNT = 10_000_000;

export type NewWorkbook = {
  readonly spreadsheetId: string;
  readonly title: string;
  readonly locale?: string;
  readonly timeZone?: string;
};

export type NewSheet = {
  readonly title?: string;
  readonly sheetId?: number;
  /** 0-based place among the sheets; last when not given. */
  readonly index?: number;
  readonly rowCount?: number;
  readonly columnCount?: number;
};

export type WorkbookState = {
  readonly title: string;
  readonly locale: string;
  readonly timeZone: string;
  readonly revision: number;
  readonly nextObjectId: number;
  readonly sheets: readonly { readonly sheet: Sheet; readonly state: SheetState }[];
};

/** A new one has one sheet, «Trang tính1» with id 0, as at Google. */
export class Workbook {
  readonly spreadsheetId: string;
  #title: string;
  #locale: string;
  #timeZone: string;
  #revision = 0;
  #nextObjectId = 1;
  #sheets: Sheet[] = [];
  readonly #host: SheetHost;

  constructor({ spreadsheetId, title, locale, timeZone }: NewWorkbook) {
    this.spreadsheetId = spreadsheetId;
    this.#title = title;
    this.#locale = locale ?? 'vi_VN';
    this.#timeZone = timeZone ?? 'Asia/Ho_Chi_Minh';
    this.#host = {
      changed: () => {
        this.#revision += 1;
      },
      assertRoom: (cells) => {
        this.#assertRoom(cells);
      },
    };
    this.addSheet({ sheetId: 0 });
  }

  static fromJson(
    json: WorkbookJson,
    change: { readonly spreadsheetId?: string; readonly title?: string } = {},
  ): Workbook {
    const workbook = new Workbook({ ...json, ...change });
    workbook.#sheets = [];
    for (const sheetJson of json.sheets) {
      const sheet = new Sheet(workbook.#host, sheetJson);
      fillSheet(sheet, sheetJson);
      workbook.#sheets.push(sheet);
    }
    workbook.#nextObjectId = json.nextObjectId;
    workbook.#revision = json.revision;
    return workbook;
  }

  toJson(): WorkbookJson {
    return {
      version: 1,
      spreadsheetId: this.spreadsheetId,
      title: this.#title,
      locale: this.#locale,
      timeZone: this.#timeZone,
      revision: this.#revision,
      nextObjectId: this.#nextObjectId,
      sheets: this.#sheets.map(toSheetJson),
    };
  }

  /** Grows at each change; equal revisions mean equal content. */
  get revision(): number {
    return this.#revision;
  }

  get title(): string {
    return this.#title;
  }

  get locale(): string {
    return this.#locale;
  }

  get timeZone(): string {
    return this.#timeZone;
  }

  get sheets(): readonly Sheet[] {
    return this.#sheets;
  }

  setProperties(change: {
    readonly title?: string;
    readonly locale?: string;
    readonly timeZone?: string;
  }): void {
    this.#title = change.title ?? this.#title;
    this.#locale = change.locale ?? this.#locale;
    this.#timeZone = change.timeZone ?? this.#timeZone;
    this.#host.changed();
  }

  sheetById(sheetId: number): Sheet | undefined {
    return this.#sheets.find((sheet) => sheet.sheetId === sheetId);
  }

  sheetByTitle(title: string): Sheet | undefined {
    return this.#sheets.find((sheet) => sheet.title === title);
  }

  /** @throws WorkbookError 'duplicate_title', 'duplicate_id', 'too_large', 'invalid' */
  addSheet(request: NewSheet = {}): Sheet {
    const rowCount = request.rowCount ?? DEFAULT_ROW_COUNT;
    const columnCount = request.columnCount ?? DEFAULT_COLUMN_COUNT;
    if (rowCount < 1 || columnCount < 1)
      throw new WorkbookError('invalid', 'A sheet needs at least one row and one column');
    if (columnCount > MAX_COLUMN_COUNT)
      throw new WorkbookError('too_large', `A sheet has at most ${MAX_COLUMN_COUNT} columns`);
    const title = request.title ?? this.#freeTitle((n) => `Trang tính${n}`);
    this.#assertTitle(title);
    const sheetId = request.sheetId ?? this.newObjectId();
    if (sheetId < 0 || !Number.isInteger(sheetId))
      throw new WorkbookError('invalid', `Invalid sheet id: ${sheetId}`);
    if (this.sheetById(sheetId) !== undefined)
      throw new WorkbookError('duplicate_id', `A sheet with the ID ${sheetId} already exists.`);
    this.#assertRoom(rowCount * columnCount);
    const sheet = new Sheet(this.#host, { sheetId, title, rowCount, columnCount });
    this.#sheets.splice(this.#placeOf(request.index), 0, sheet);
    this.#host.changed();
    return sheet;
  }

  /** @throws WorkbookError 'not_found', or 'last_sheet' when no visible sheet would be left */
  deleteSheet(sheetId: number): void {
    const sheet = this.requireSheet(sheetId);
    if (!this.#sheets.some((other) => other !== sheet && !other.hidden))
      throw new WorkbookError(
        'last_sheet',
        "You can't remove all the visible sheets in a document.",
      );
    this.#sheets = this.#sheets.filter((other) => other !== sheet);
    this.#host.changed();
  }

  /** The copy keeps everything but its ids; it stands after the original unless told. */
  duplicateSheet(
    sheetId: number,
    change: { readonly title?: string; readonly sheetId?: number; readonly index?: number } = {},
  ): Sheet {
    const source = this.requireSheet(sheetId);
    const title =
      change.title ??
      this.#freeTitle((n) => `Bản sao của ${source.title}${n === 1 ? '' : ` ${n}`}`);
    const copy = this.addSheet({
      title,
      rowCount: source.rowCount,
      columnCount: source.columnCount,
      index: change.index ?? this.#sheets.indexOf(source) + 1,
      ...(change.sheetId === undefined ? {} : { sheetId: change.sheetId }),
    });
    fillSheet(copy, toSheetJson(source));
    copy.setFurniture({
      charts: source.charts.map((chart) => ({ ...chart, chartId: this.newObjectId() })),
      protectedRanges: source.protectedRanges.map((range) => ({
        ...range,
        protectedRangeId: this.newObjectId(),
      })),
    });
    return copy;
  }

  /** @param index the place it shall have in the end */
  moveSheet(sheetId: number, index: number): void {
    const sheet = this.requireSheet(sheetId);
    const others = this.#sheets.filter((other) => other !== sheet);
    if (index < 0 || index > others.length)
      throw new WorkbookError('out_of_bounds', `There is no place ${index} among the sheets`);
    this.#sheets = [...others.slice(0, index), sheet, ...others.slice(index)];
    this.#host.changed();
  }

  renameSheet(sheetId: number, title: string): void {
    const sheet = this.requireSheet(sheetId);
    if (sheet.title === title) return;
    this.#assertTitle(title, sheet);
    sheet.setTitle(title);
  }

  /** @throws WorkbookError 'not_found' */
  requireSheet(sheetId: number): Sheet {
    const sheet = this.sheetById(sheetId);
    if (sheet === undefined) throw new WorkbookError('not_found', `No sheet with id: ${sheetId}`);
    return sheet;
  }

  /** An id for a sheet, chart or protection that none here has had before. */
  newObjectId(): number {
    for (let attempts = 0; attempts < 1000; attempts += 1) {
      // Spread over the range Google uses, so that no one comes to rely on small numbers.
      const id = (this.#nextObjectId * 1_103_515_245 + 12_345) % 2_147_483_648;
      this.#nextObjectId += 1;
      if (!this.#isUsed(id)) return id;
    }
    throw new WorkbookError('too_large', 'No free object id found');
  }

  /** Runs `change`; when it throws, everything is as before and the error goes on. */
  transact<T>(change: () => T): T {
    const state = this.snapshot();
    try {
      return change();
    } catch (error) {
      this.restore(state);
      this.#revision = state.revision;
      throw error;
    }
  }

  /** Cheap: lines and cells are shared until they change. */
  snapshot(): WorkbookState {
    return {
      title: this.#title,
      locale: this.#locale,
      timeZone: this.#timeZone,
      revision: this.#revision,
      nextObjectId: this.#nextObjectId,
      sheets: this.#sheets.map((sheet) => ({ sheet, state: sheet.snapshot() })),
    };
  }

  /** Sheets taken out since come back as the same objects; the revision goes on growing. */
  restore(state: WorkbookState): void {
    this.#title = state.title;
    this.#locale = state.locale;
    this.#timeZone = state.timeZone;
    this.#nextObjectId = state.nextObjectId;
    this.#sheets = state.sheets.map(({ sheet }) => sheet);
    for (const { sheet, state: sheetState } of state.sheets) sheet.restore(sheetState);
    this.#host.changed();
  }

  /** For undo: takes back a sheet deleted before. */
  readmitSheet(sheet: Sheet, index: number): void {
    if (this.sheetById(sheet.sheetId) !== undefined)
      throw new WorkbookError('duplicate_id', `Sheet ${sheet.sheetId} is there already`);
    this.#assertTitle(sheet.title);
    this.#sheets.splice(this.#placeOf(Math.min(index, this.#sheets.length)), 0, sheet);
    this.#host.changed();
  }

  #placeOf(index: number | undefined): number {
    if (index === undefined) return this.#sheets.length;
    if (index < 0 || index > this.#sheets.length)
      throw new WorkbookError('out_of_bounds', `There is no place ${index} among the sheets`);
    return index;
  }

  #isUsed(id: number): boolean {
    return this.#sheets.some(
      (sheet) =>
        sheet.sheetId === id ||
        sheet.charts.some((chart) => chart.chartId === id) ||
        sheet.protectedRanges.some((range) => range.protectedRangeId === id),
    );
  }

  #assertTitle(title: string, self?: Sheet): void {
    if (title === '' || title.length > 100)
      throw new WorkbookError('invalid', 'A sheet title has 1 to 100 characters');
    const folded = title.toLowerCase();
    if (this.#sheets.some((other) => other !== self && other.title.toLowerCase() === folded))
      throw new WorkbookError(
        'duplicate_title',
        `A sheet with the name "${title}" already exists. Please enter another name.`,
      );
  }

  #freeTitle(titleOf: (n: number) => string): string {
    for (let n = 1; n <= this.#sheets.length + 1; n += 1) {
      const title = titleOf(n);
      if (this.sheetByTitle(title) === undefined) return title;
    }
    throw new WorkbookError('invalid', 'No free sheet title found');
  }

  #assertRoom(cells: number): void {
    const present = this.#sheets.reduce((sum, s) => sum + s.rowCount * s.columnCount, 0);
    if (present + cells > MAX_CELL_COUNT)
      throw new WorkbookError(
        'too_large',
        `This action would increase the number of cells in the workbook above the limit of ` +
          `${MAX_CELL_COUNT} cells.`,
      );
  }
}
