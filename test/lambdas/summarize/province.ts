/** A large province: 63 units with 300 rows each, texts as long as people write them. */
import type { Programme } from '../../../core/programme.ts';
import { parseProgramme } from '../../../core/programme.ts';
import type { Benefit } from '../../../core/record.ts';
import type { StoredRow } from '../../../core/sync/stored-row.ts';
import { initiative, rowId, storedRow } from '../../support/stored-rows.ts';

export const UNITS = 63;
export const ROWS_PER_UNIT = 300;

const THINGS = ['lò sấy', 'máy ép', 'kho lạnh', 'hồ sơ', 'lịch trực', 'tuyến xe', 'giống dừa'];
const DEEDS = ['Cải tiến', 'Rút ngắn thời gian', 'Chuẩn hóa', 'Tự động hóa', 'Sắp xếp lại'];
const PLACES = ['phân xưởng', 'khoa khám', 'trạm bơm', 'bến phà', 'vườn ươm', 'phòng học'];
const TEXT =
  'Thay cách làm cũ bằng cách làm mới, đã chạy thử và theo dõi kết quả trong sáu tháng liền. ';

export function toProvince(): Programme {
  const units = Array.from({ length: UNITS }, (_, index) => ({
    code: `DV${String(index + 1).padStart(3, '0')}`,
    name: `Đơn vị sự nghiệp số ${index + 1} của tỉnh`,
    type: 'Sở',
  }));
  return parseProgramme('province', {
    code: 'province',
    name: 'Tổng kết phong trào sáng kiến',
    province: 'Tỉnh lớn',
    rulesVersion: 1,
    period: { from: '2008-01-01', to: '2010-12-31' },
    schedules: { publishEveryMinutes: 5 },
    recipients: [],
    legalReferences: [],
    units,
  });
}

export function toProvinceRows(unit: string, unitIndex: number): readonly StoredRow[] {
  return Array.from({ length: ROWS_PER_UNIT }, (_, index) => toRow(unit, unitIndex, index));
}

function toRow(unit: string, unitIndex: number, index: number): StoredRow {
  const pick = (from: readonly string[], step: number) =>
    from[(unitIndex * 7 + index * step) % from.length] ?? '';
  const number = unitIndex * ROWS_PER_UNIT + index;
  const title = `${pick(DEEDS, 3)} ${pick(THINGS, 5)} ${pick(PLACES, 11)} mã ${number} đợt ${index}`;
  const authors = `Tập thể Phòng Kỹ thuật ${number} (60%); Tổ Cơ điện ${index} (40%)`;
  const year = 2008 + (index % 3);
  return storedRow(rowId(unit, index + 1), {
    cells: { title, authors },
    initiative: initiative({
      title,
      year,
      appliedOn: `${year}-05-15`,
      description: TEXT.repeat(4),
      difficulty: TEXT,
      otherBenefits: TEXT,
      benefit: toBenefit(number),
    }),
    warnings: index % 5 === 0 ? ['W_APPROX', 'W_SPELL'] : [],
  });
}

function toBenefit(number: number): Benefit {
  if (number % 3 === 0) return { kind: 'cannot' };
  if (number % 3 === 1) return { kind: 'notYet' };
  return { kind: 'counted', dong: 1_000_000 + number * 12_345, estimated: number % 5 === 0 };
}
