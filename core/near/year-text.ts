/** The year of a near duplicate, as messages carry it. */

/** '' where undated. */
export function toYearText(year: number | undefined): string {
  return year === undefined ? '' : String(year);
}
