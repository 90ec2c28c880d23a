/** What a person is told who takes a statement back too late. */
import { expect, it } from 'vitest';
import { openUnitDesk, UNIT } from './unit-desk.ts';

it('says that the statement stays', async () => {
  const desk = await openUnitDesk({ now: '2011-04-01T00:00:00+07:00' });
  try {
    await desk.system.menu(UNIT, 'Không có sáng kiến');
    expect(desk.toasts().at(-1)).toBe('Đã gửi xác nhận «Không có sáng kiến».');
    await desk.system.menu(UNIT, 'Không có sáng kiến');
    expect(desk.toasts().at(-1)).toMatch(/^Đã quá hạn nộp nên xác nhận «Không có sáng kiến»/);
    await desk.system.menu(UNIT, 'Đã nộp đủ');
    expect(desk.toasts().at(-1)).toBe('Đã gửi xác nhận «Đã nộp đủ».');
    await desk.system.menu(UNIT, 'Không có sáng kiến');
    expect(desk.toasts().at(-1)).toMatch(/^Đã quá hạn nộp nên xác nhận «Đã nộp đủ»/);
  } finally {
    await desk.system.stop();
  }
});
