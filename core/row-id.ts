/** Row ids: `<unit>-<16 characters>`; the prefix says whose row it is. */

declare const rowIdBrand: unique symbol;
export type RowId = string & { readonly [rowIdBrand]: true };

const SUFFIX_LENGTH = 16;
const SUFFIX = /^[A-Za-z0-9]{16}$/;

/** A row id of this unit, or undefined: another unit's id counts as none. */
export function parseRowId(text: string, unit: string): RowId | undefined {
  const prefix = `${unit}-`;
  if (!text.startsWith(prefix) || !SUFFIX.test(text.slice(prefix.length))) return undefined;
  return text as RowId;
}

/**
 * Ids for the new rows of one run: 12 hex digits of a UUID made by the host, then a base-36
 * counter of 4, so that two runs never share an id and one run never repeats one.
 */
export function createRowIdSource(unit: string, uuid: string): () => RowId {
  const stem = uuid.replace(/-/g, '').slice(0, SUFFIX_LENGTH - 4);
  let counter = 0;
  return () => {
    const suffix = counter.toString(36).padStart(4, '0');
    counter += 1;
    return `${unit}-${stem}${suffix}` as RowId;
  };
}
