/** Exact decimal amounts: a sum in triệu or tỷ must not pick up binary fractions. */

/** mantissa / 10^scale, never negative. */
export type Decimal = { readonly mantissa: bigint; readonly scale: number };

/** More whole digits than any accepted amount has; longer numbers are cut to «far too large». */
const MAX_WHOLE_DIGITS = 30;
const MAX_FRACTION_DIGITS = 40;

/** @param whole and fraction digits only; either may be '' */
export function toDecimal(whole: string, fraction = ''): Decimal {
  const digits = whole.replace(/^0+/, '');
  if (digits.length > MAX_WHOLE_DIGITS) return { mantissa: 10n ** 30n, scale: 0 };
  const kept = fraction.slice(0, MAX_FRACTION_DIGITS);
  // What is cut off still counts as a fraction that is not zero.
  const sticky = /[1-9]/.test(fraction.slice(MAX_FRACTION_DIGITS)) ? '1' : '';
  return {
    mantissa: BigInt(`0${digits}${kept}${sticky}`),
    scale: kept.length + sticky.length,
  };
}

export function addDecimals(one: Decimal, other: Decimal): Decimal {
  const scale = Math.max(one.scale, other.scale);
  return { mantissa: toScale(one, scale) + toScale(other, scale), scale };
}

/** The decimal times 10^exponent; the exponent may be negative. */
export function shiftDecimal(value: Decimal, exponent: number): Decimal {
  const scale = value.scale - exponent;
  if (scale >= 0) return { mantissa: value.mantissa, scale };
  return { mantissa: value.mantissa * 10n ** BigInt(-scale), scale: 0 };
}

export function isBelow(value: Decimal, limit: number): boolean {
  return value.mantissa < BigInt(limit) * 10n ** BigInt(value.scale);
}

export function isAbove(value: Decimal, limit: number): boolean {
  return value.mantissa > BigInt(limit) * 10n ** BigInt(value.scale);
}

export function isZero(value: Decimal): boolean {
  return value.mantissa === 0n;
}

/** Rounds half up to a whole number; only for values known to be safe integers. */
export function roundDecimal(value: Decimal): { readonly whole: number; readonly exact: boolean } {
  const unit = 10n ** BigInt(value.scale);
  const whole = (2n * value.mantissa + unit) / (2n * unit);
  return { whole: Number(whole), exact: value.mantissa % unit === 0n };
}

function toScale(value: Decimal, scale: number): bigint {
  return value.mantissa * 10n ** BigInt(scale - value.scale);
}
