/** Vietnamese forms of amounts, dates, shares and counts. */

/** «1.250.000» */
export function formatDong(dong: number): string {
  const sign = dong < 0 ? '-' : '';
  return sign + String(Math.abs(dong)).replace(/\B(?=(?:\d{3})+$)/g, '.');
}

const DONG_PER_TY = 1_000_000_000;

/** For running text: «1,25 tỷ đồng» from 1 tỷ on, else «1.250.000 đồng»; two decimals, half up. */
export function formatMoney(dong: number): string {
  if (dong < DONG_PER_TY) return `${formatDong(dong)} đồng`;
  const hundredths = Math.round(dong / (DONG_PER_TY / 100));
  const decimals = String(hundredths % 100)
    .padStart(2, '0')
    .replace(/0+$/, '');
  const whole = formatDong(Math.floor(hundredths / 100));
  return `${whole}${decimals === '' ? '' : `,${decimals}`} tỷ đồng`;
}

/** «66,8%»: one decimal, half up. */
export function formatPercent(percent: number): string {
  return `${formatDecimal(Math.round(percent * 10 + Number.EPSILON) / 10, 1)}%`;
}

/** A decimal with a comma and exactly so many digits after it. */
export function formatDecimal(value: number, digits: number): string {
  const [whole = '0', fraction] = value.toFixed(digits).split('.');
  return fraction === undefined ? groupDigits(whole) : `${groupDigits(whole)},${fraction}`;
}

function groupDigits(whole: string): string {
  return whole.replace(/\B(?=(?:\d{3})+$)/g, '.');
}

/** Counts 1 to 9 as running text prints them: «05». */
export function padCount(count: number): string {
  return count >= 1 && count <= 9 ? `0${count}` : formatDong(count);
}

/** yyyy-mm-dd as dd/mm/yyyy. */
export function formatDay(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${date}/${month}/${year}`;
}

const ROMAN_QUARTERS = ['I', 'II', 'III', 'IV'];

/** One of the seven precisions of a date as people write it; '' stays ''. */
export function formatAppliedOn(appliedOn: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(appliedOn)) return formatDay(appliedOn);
  const month = /^(\d{4})-(\d{2})$/.exec(appliedOn);
  if (month !== null) return `tháng ${Number(month[2])}/${month[1]}`;
  const quarter = /^(\d{4})-Q([1-4])$/.exec(appliedOn);
  if (quarter !== null) return `quý ${ROMAN_QUARTERS[Number(quarter[2]) - 1]}/${quarter[1]}`;
  const half = /^(\d{4})-H([12])$/.exec(appliedOn);
  if (half !== null) return `6 tháng ${half[2] === '1' ? 'đầu' : 'cuối'} năm ${half[1]}`;
  const school = /^NH(\d{4})-(\d{4})$/.exec(appliedOn);
  if (school !== null) return `năm học ${school[1]}-${school[2]}`;
  const years = /^(\d{4})\/(\d{4})$/.exec(appliedOn);
  if (years !== null) return `giai đoạn ${years[1]}-${years[2]}`;
  return appliedOn === '' ? '' : `năm ${appliedOn}`;
}

/** «2008-2010» for whole years, else both days in full. */
export function formatPeriod(period: { readonly from: string; readonly to: string }): string {
  const { from, to } = period;
  if (!from.endsWith('-01-01') || !to.endsWith('-12-31')) {
    return `${formatDay(from)} - ${formatDay(to)}`;
  }
  const [first, last] = [from.slice(0, 4), to.slice(0, 4)];
  return first === last ? first : `${first}-${last}`;
}

/** A share as typed: «60», «33,33», at most six decimals. */
export function formatShare(percent: number): string {
  return String(Math.round(percent * 1e6) / 1e6).replace('.', ',');
}
