// The catalogue: every code has a wording, and every placeholder of it is filled.
import { expect, it } from 'vitest';
import { CODE_MEANINGS, MESSAGE_CODES } from '../../../core/message-codes.ts';
import { MESSAGE_WORDINGS, renderMessage } from '../../../core/wording/messages.ts';

const PLACE = {
  rowNumber: 12,
  address: (column: string) => (column === 'benefit' ? 'K12' : 'D12'),
};

it('has a wording and a meaning for each code and for no other', () => {
  const codes = [...MESSAGE_CODES].sort();
  expect(Object.keys(MESSAGE_WORDINGS).sort()).toEqual(codes);
  expect(Object.keys(CODE_MEANINGS).sort()).toEqual(codes);
  expect(new Set(codes).size).toBe(codes.length);
  for (const code of codes) expect(code).toMatch(/^[EW]_[A-Z0-9_]+$/);
});

it('writes every wording as one sentence or more about a cell or a row', () => {
  for (const wording of Object.values(MESSAGE_WORDINGS)) {
    expect(wording).toMatch(/^(?:Ô \{o\}|Dòng \{r\}): .+\.$/);
    expect(wording).toBe(wording.normalize('NFC'));
  }
});

it('fills in address, row number and values', () => {
  expect(
    renderMessage({ code: 'E_NO_UNIT', column: 'benefit', values: { v: '1.250' } }, PLACE),
  ).toBe(
    'Ô K12: “1.250” chưa rõ đơn vị tính. Vui lòng ghi đủ, ví dụ “1.250.000”, “1.250 triệu” hoặc “1,25 tỷ”.',
  );
  expect(renderMessage({ code: 'E_DUP', values: { r2: '7' } }, PLACE)).toBe(
    'Dòng 12: trùng với dòng 7.',
  );
  expect(
    renderMessage(
      { code: 'W_NEAR_DUP', values: { tên: 'Máy ép', 'đơn vị': 'Sở Y tế', năm: '2009' } },
      PLACE,
    ),
  ).toBe('Dòng 12: gần giống “Máy ép” (Sở Y tế, 2009), vui lòng kiểm tra.');
  expect(renderMessage({ code: 'E_SHARE', column: 'authors', values: { x: '99,5' } }, PLACE)).toBe(
    'Dòng 12: tổng tỷ lệ đóng góp là 99,5%, phải bằng 100%.',
  );
  expect(renderMessage({ code: 'E_SHARE', column: 'authors', values: {} }, PLACE)).toBe(
    'Dòng 12: từng tác giả phải có tỷ lệ đóng góp lớn hơn 0%, tổng phải bằng 100%.',
  );
});

it('does not fill in what a typist typed', () => {
  const message = { code: 'E_NO_UNIT', column: 'benefit', values: { v: '{r}{o}$&' } } as const;
  expect(renderMessage(message, PLACE)).toContain('“{r}{o}$&”');
});

it('leaves nothing in braces even where a value is missing', () => {
  for (const code of MESSAGE_CODES) {
    expect(renderMessage({ code, values: {} }, PLACE)).not.toMatch(/[{}]/);
  }
});
