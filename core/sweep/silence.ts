/** When a unit's script counts as silent, and in which order silent units are read. */
import type { UnitReport } from '../summary/figures.ts';
import type { UnitContact } from '../unit-head.ts';

/**
 * A script speaks every five minutes, and an idle one is written down about once an hour: twice that
 * is no accident of timing any more.
 */
export const SILENT_AFTER_MS = 2 * 3_600_000;

/**
 * Rows the script itself has seen are its own to send: it runs, and only its requests do not arrive.
 * After this long they are taken all the same.
 */
export const PATIENCE_MS = 12 * 3_600_000;

export function isSilent({ lastContactAt }: UnitContact, now: number): boolean {
  return now - lastContactAt > SILENT_AFTER_MS;
}

/** Whether even what the script has seen is taken. */
export function isOutOfPatience({ lastContactAt }: UnitContact, now: number): boolean {
  return now - lastContactAt > PATIENCE_MS;
}

/**
 * Units whose script is silent, those first that were not read for the longest time: whoever was left
 * out for lack of time comes first an hour later. A unit that never spoke is missing, not silent.
 */
export function listSilentUnits(reports: readonly UnitReport[], now: number): readonly string[] {
  const silent = reports.flatMap(({ unit, head, contact }) =>
    head !== undefined && contact !== undefined && isSilent(contact, now)
      ? [{ unit, sweptAt: contact.sweep?.at ?? 0, lastContactAt: contact.lastContactAt }]
      : [],
  );
  silent.sort(
    (one, other) => one.sweptAt - other.sweptAt || one.lastContactAt - other.lastContactAt,
  );
  return silent.map(({ unit }) => unit);
}
