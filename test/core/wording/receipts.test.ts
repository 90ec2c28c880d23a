import { describe, expect, it } from 'vitest';
import type { Receipt } from '../../../core/wording/receipts.ts';
import {
  formatNoteLine,
  formatReceipt,
  mayHaveNotes,
  parseReceiptState,
  readNoteCode,
  readReasons,
} from '../../../core/wording/receipts.ts';

/** 08:31 on 23/11/2026 in Vietnam. */
const accepted = { version: 3, atSeconds: Date.UTC(2026, 10, 23, 1, 31) / 1000 };

describe('a receipt', () => {
  it.each<[string, Receipt, string, boolean]>([
    ['none', { kind: 'none' }, '', false],
    [
      'saved',
      { kind: 'saved', accepted, warnings: [] },
      'Đã ghi nhận lần 3 lúc 08:31 23/11/2026',
      false,
    ],
    [
      'saved with warnings',
      { kind: 'saved', accepted, warnings: ['một', 'hai'] },
      'Đã ghi nhận lần 3 lúc 08:31 23/11/2026\nLưu ý: một\nhai',
      true,
    ],
    ['waiting', { kind: 'waiting', reason: 'sending' }, 'Đang chờ gửi', false],
    [
      'waiting over an earlier version',
      { kind: 'waiting', reason: 'sending', accepted },
      'Đang chờ gửi\nBản đã ghi nhận lần 3 lúc 08:31 23/11/2026 vẫn được tính.',
      true,
    ],
    [
      'incomplete',
      { kind: 'incomplete', missing: ['Tên', 'Nhóm'] },
      'Còn thiếu: Tên, Nhóm.',
      false,
    ],
    ['rejected', { kind: 'rejected', reasons: ['sai'] }, 'Chưa ghi: sai', true],
    [
      'rejected for more than can be shown',
      { kind: 'rejected', reasons: ['1', '2', '3', '4', '5'] },
      'Chưa ghi: 1\n2\n3\n(và 2 điểm khác, xem ghi chú ở từng ô)',
      true,
    ],
  ])('reads well when %s', (_, receipt, text, hasNotes) => {
    expect(formatReceipt(receipt)).toBe(text);
    expect(parseReceiptState(text)).toBe(receipt.kind);
    expect(mayHaveNotes(text)).toBe(hasNotes);
  });

  it('says what to do about rows that are held', () => {
    const text = formatReceipt({ kind: 'held' });
    expect(text).toContain('«Xác nhận xóa»');
    expect(parseReceiptState(text)).toBe('held');
  });

  it('gives back what a refusal said, without what counts', () => {
    const reasons = ['1', '2', '3', '4', '5'];
    const text = formatReceipt({ kind: 'rejected', reasons, accepted });
    const said = readReasons(text);
    expect(formatReceipt({ kind: 'rejected', reasons: [said], accepted })).toBe(text);
  });

  it('says where to ask when a refusal was wiped from its cell', () => {
    expect(readReasons('')).toContain('«Đồng bộ ngay»');
    expect(readReasons('Đang chờ gửi')).toContain('«Đồng bộ ngay»');
  });

  it('shows exactly three reasons without saying there are more', () => {
    expect(formatReceipt({ kind: 'rejected', reasons: ['1', '2', '3'] })).toBe('Chưa ghi: 1\n2\n3');
  });

  it.each(['unreachable', 'quota', 'refusedUnit'] as const)('says why it waits: %s', (reason) => {
    const text = formatReceipt({ kind: 'waiting', reason });
    expect(text.length).toBeGreaterThan('Đang chờ gửi: '.length);
    expect(parseReceiptState(text)).toBe('waiting');
  });

  it('takes what a person wrote there for no receipt', () => {
    expect(parseReceiptState('đã kiểm tra')).toBeUndefined();
  });
});

describe('the note of a receipt', () => {
  it('carries the code behind the words, where it can be read back', () => {
    const note = [formatNoteLine('Ô H6: thiếu năm.', 'E_NO_YEAR'), formatNoteLine('x', 'W_SPELL')];
    expect(note[0]).toBe('Ô H6: thiếu năm. (mã E_NO_YEAR)');
    expect(readNoteCode(note.join('\n'))).toBe('E_NO_YEAR');
  });

  it('has no code where a person wrote it', () => {
    expect(readNoteCode('đã hỏi lại (mã số 5)')).toBeUndefined();
  });
});
