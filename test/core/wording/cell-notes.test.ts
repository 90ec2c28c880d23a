import { expect, it } from 'vitest';
import { replaceOurLines } from '../../../core/wording/cell-notes.ts';

const OURS = 'Ô E12: thiếu năm.';

it.each([
  ['', '', ''],
  ['', OURS, OURS],
  ['Hỏi lại phòng vật tư', '', 'Hỏi lại phòng vật tư'],
  ['Hỏi lại phòng vật tư', OURS, `${OURS}\nHỏi lại phòng vật tư`],
  [`${OURS}\nHỏi lại phòng vật tư`, OURS, `${OURS}\nHỏi lại phòng vật tư`],
  [`${OURS}\nHỏi lại phòng vật tư`, '', 'Hỏi lại phòng vật tư'],
  ['Ô AB3: thiếu năm.\nDòng 3: trùng với dòng 2.', OURS, OURS],
  ['Ô này chưa chắc', '', 'Ô này chưa chắc'],
])('«%s» with «%s» to say becomes «%s»', (before, ours, after) => {
  expect(replaceOurLines(before, ours)).toBe(after);
});
