/** Lines of «Danh mục» for tests: as people see them, and as the functions take them. */
import type { CatalogueKey } from '../../../core/catalogue/catalogue-key.ts';
import { parseCatalogueKey } from '../../../core/catalogue/catalogue-key.ts';
import type { CatalogueRow } from '../../../core/catalogue/catalogue-table.ts';
import type { CellValue } from '../../../core/cell.ts';
import { CATALOGUE_ITEM_NAMES } from '../../../core/wording/catalogue.ts';

export function key(text: string): CatalogueKey {
  if (parseCatalogueKey(text) === undefined) throw new Error(`no key: ${text}`);
  return text as CatalogueKey;
}

export type LineParts = {
  readonly rowNumber?: number;
  /** As it stands in the cell; that of the key where it is not given. */
  readonly item?: string;
  readonly unit?: string;
  readonly value?: CellValue;
  readonly markText?: string;
  readonly receiptText?: string;
};

/** A line as the template has it. */
export function line(text: string, parts: LineParts = {}): CatalogueRow {
  const found = parseCatalogueKey(text);
  const unit = found !== undefined && 'unit' in found ? found.unit : '';
  const row = {
    rowNumber: 2,
    item: found === undefined ? '' : CATALOGUE_ITEM_NAMES[found.item],
    unit,
    value: '',
    markText: '',
    receiptText: '',
    ...parts,
  };
  const hasNoValue = row.value === '' || row.value === false;
  return { ...row, isBlank: row.item === '' && row.unit === '' && hasNoValue };
}

export const NO_OBSTACLES = { formulas: new Set<number>(), merged: new Set<number>() };
