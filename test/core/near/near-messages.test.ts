/** The warning in a receipt, and how a settled row's receipt remembers those of other units. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OtherRow } from '../../../core/near/near-messages.ts';
import { listKeptNear, toNearMessage } from '../../../core/near/near-messages.ts';
import { renderMessage } from '../../../core/wording/messages.ts';
import { parseNearDuplicate } from '../../../core/wording/near-duplicates.ts';
import { formatReceipt } from '../../../core/wording/receipts.ts';

// The same plays every time: a red run must be one that anybody can repeat.
fc.configureGlobal({ seed: 20_101_231 });

const TITLE = 'Lò sấy cơm dừa';
const OTHER: OtherRow = { title: TITLE, unitName: 'Sở Y tế', year: '2009' };

function toLine(other: OtherRow, rowNumber = 2): string {
  return renderMessage(toNearMessage(other), { rowNumber, address: () => 'D2' });
}

function toReceipt(...warnings: readonly string[]): string {
  const accepted = { version: 1, atSeconds: 1_300_000_000 };
  return formatReceipt({ kind: 'saved', accepted, warnings });
}

function keep(receiptText: string, title = TITLE) {
  return listKeptNear({ receiptText, title, unitNames: ['Điện lực', 'BT060'] });
}

describe('the warning', () => {
  it('names title, unit and year', () => {
    expect(toLine(OTHER)).toBe(
      'Dòng 2: gần giống “Lò sấy cơm dừa” (Sở Y tế, 2009), vui lòng kiểm tra.',
    );
  });

  it('says so where the other row has no year', () => {
    expect(toLine({ ...OTHER, year: '' })).toContain('(Sở Y tế, chưa rõ năm)');
  });

  it('cuts a title that would fill the receipt', () => {
    const at = 'a'.repeat(200);
    expect(toNearMessage({ ...OTHER, title: at }).values.tên).toBe(at);
    expect(toNearMessage({ ...OTHER, title: `${at}b` }).values.tên).toBe(`${'a'.repeat(199)}…`);
  });

  it.each([
    ['quotes and brackets', { title: 'Lò “sấy” (kiểu mới, 2010), vui', unitName: 'Sở A (cũ), B' }],
    ['braces', { title: '{năm} và {r}', unitName: '{tên}' }],
    ['dollar signs', { title: '$& $1', unitName: '$' }],
  ])('is read back with %s', (_, words) => {
    expect(parseNearDuplicate(toLine({ ...OTHER, ...words }))).toEqual({ ...words, year: '2009' });
  });

  it('reads back to the same line whatever it says', () => {
    const text = fc.string({ maxLength: 30 }).filter((one) => !one.includes('\n'));
    fc.assert(
      fc.property(text, text, fc.constantFrom('2009', ''), (title, unitName, year) => {
        const line = toLine({ title, unitName, year });
        const words = parseNearDuplicate(line);
        expect(words).toBeDefined();
        if (words !== undefined) expect(toLine(words)).toBe(line);
      }),
    );
  });

  it.each([
    ['another warning', 'Ô D2: kiểm tra chính tả “sản suất”.'],
    ['half a line', 'Dòng 2: gần giống “Lò sấy”'],
    ['no row number', 'Dòng : gần giống “Lò” (Sở Y tế, 2009), vui lòng kiểm tra.'],
    ['nothing', ''],
  ])('is not seen in %s', (_, line) => {
    expect(parseNearDuplicate(line)).toBeUndefined();
  });
});

describe('a settled row', () => {
  it('keeps the warnings of other units its receipt shows', () => {
    const other = { ...OTHER, unitName: 'Sở Công Thương', year: '' };
    const text = toReceipt(toLine(OTHER), toLine(other), 'Ô D2: kiểm tra chính tả “sản suất”.');
    expect(keep(text)).toEqual([toNearMessage(OTHER), toNearMessage(other)]);
  });

  it('keeps them when more warnings follow than a receipt shows', () => {
    const lines = ['một', 'hai', 'ba', 'bốn'];
    expect(keep(toReceipt(toLine(OTHER), ...lines))).toEqual([toNearMessage(OTHER)]);
  });

  it('does not keep those of its own unit, which are judged anew', () => {
    const own = ['Điện lực', 'BT060'].map((unitName) => toLine({ ...OTHER, unitName }));
    expect(keep(toReceipt(...own))).toEqual([]);
  });

  it('does not keep what was said of another row', () => {
    expect(keep(toReceipt(toLine(OTHER)), 'Cân nguyên liệu tự động')).toEqual([]);
  });

  it('keeps a cut title, which cannot be compared', () => {
    const title = Array.from({ length: 90 }, (_, number) => `chữ${number}`).join(' ');
    expect(keep(toReceipt(toLine({ ...OTHER, title })), title)).toEqual([
      toNearMessage({ ...OTHER, title }),
    ]);
  });

  it.each([
    ['saved without warnings', toReceipt()],
    ['waiting', `Đang chờ gửi\nLưu ý: ${toLine(OTHER)}`],
    ['refused', `Chưa ghi: ${toLine(OTHER)}`],
    ['blank', ''],
    ['of someone else', toLine(OTHER)],
  ])('has nothing to keep in a receipt that is %s', (_, text) => {
    expect(keep(text)).toEqual([]);
  });
});
