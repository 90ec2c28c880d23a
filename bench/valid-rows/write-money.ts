/** Amounts as units write them, each with what it means. */
import { formatDong } from '../../core/format.ts';
import type { MessageCode } from '../../core/message-codes.ts';
import type { Benefit } from '../../core/record.ts';
import type { Random } from '../../local/random.ts';
import { happens, pick } from './pick.ts';

export type WrittenMoney = {
  readonly text: string;
  readonly benefit: Benefit;
  readonly deserved: readonly MessageCode[];
};

const CANNOT = [
  'không tính được',
  'Không tính được',
  'không tính được bằng tiền',
  'không định lượng được',
  'Không quy ra tiền được',
];
const NOT_YET = ['chưa tính được', 'Chưa tính được', 'chưa tính', 'đang tính', 'chưa xác định'];

export function writeMoney(random: Random): WrittenMoney {
  const kind = random.below(10);
  if (kind < 2) return { text: pick(random, CANNOT), benefit: { kind: 'cannot' }, deserved: [] };
  if (kind < 3) return { text: pick(random, NOT_YET), benefit: { kind: 'notYet' }, deserved: [] };
  const dong = chooseDong(random);
  const estimated = happens(random, 5);
  const amount = pick(random, listForms(dong));
  return {
    text: estimated ? `${pick(random, ['khoảng', 'ước', 'hơn'])} ${amount}` : amount,
    benefit: { kind: 'counted', dong, estimated },
    deserved: estimated ? ['W_APPROX'] : [],
  };
}

const POWERS = [
  10_000, 10_000, 100_000, 100_000, 1_000_000, 1_000_000, 10_000_000, 10_000_000, 100_000_000,
];

/** Two or three figures and noughts, from 500 thousand to 99 billion. */
function chooseDong(random: Random): number {
  const figures = happens(random, 50) ? 10 + random.below(90) : 100 + random.below(900);
  return Math.max(500_000, figures * pick(random, POWERS));
}

const MILLION = 1_000_000;
const BILLION = 1_000_000_000;

/** Every way this amount is properly written. */
function listForms(dong: number): readonly string[] {
  const grouped = formatDong(dong);
  const forms = [
    grouped,
    grouped,
    String(dong),
    `${grouped} đồng`,
    `${grouped}đ`,
    `${grouped} đồng/năm`,
    `${grouped} VNĐ`,
    grouped.replace(/\./g, ' '),
  ];
  if (dong < MILLION) forms.push(`${dong / 1000} nghìn đồng`, `${dong / 1000}k`);
  if (dong % 10_000 === 0 && dong < 20 * BILLION) {
    const millions = writeDecimal(dong, MILLION);
    forms.push(`${millions} triệu`, `${millions} triệu đồng`, `${millions} triệu đồng/năm`);
    if (!millions.includes(',')) forms.push(`${millions}tr`);
  }
  if (dong >= BILLION && dong % 10_000_000 === 0) {
    const billions = writeDecimal(dong, BILLION);
    forms.push(`${billions} tỷ`, `${billions} tỷ đồng`, `${billions} tỉ đồng/năm`);
  }
  const [whole, rest] = [Math.floor(dong / BILLION), (dong % BILLION) / MILLION];
  if (whole > 0 && Number.isInteger(rest) && rest > 0) forms.push(`${whole} tỷ ${rest} triệu`);
  if (whole > 0 && rest === 500) forms.push(`${whole} tỷ rưỡi`);
  return forms;
}

/** At most two decimals, which is all that a comma may be followed by without doubt. */
function writeDecimal(dong: number, unit: number): string {
  const hundredths = Math.round((dong * 100) / unit);
  const decimals = String(hundredths % 100)
    .padStart(2, '0')
    .replace(/0+$/, '');
  return formatDong(Math.floor(hundredths / 100)) + (decimals === '' ? '' : `,${decimals}`);
}
