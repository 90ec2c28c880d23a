/** Authors with shares as units write them; teams only. */
import type { Author } from '../../core/record.ts';
import type { Random } from '../../local/random.ts';
import { pick, pickSome } from './pick.ts';

export type WrittenAuthors = { readonly text: string; readonly authors: readonly Author[] };

const TEAMS = [
  'Khoa Xét nghiệm',
  'Khoa Nội tổng hợp',
  'Khoa Dược',
  'Phòng Điều dưỡng',
  'Tập thể Phòng Kỹ thuật',
  'Tổ Cơ điện',
  'Tổ Vận hành',
  'Phân xưởng Lò hơi',
  'Đội Quản lý đường dây',
  'Phòng Kế hoạch - Vật tư',
  'Ban Giám hiệu',
  'Tổ Toán - Lý',
  'Phòng Công nghệ thông tin',
  'Trạm Khuyến nông huyện',
  'Nhóm Kỹ thuật số 2',
  'Hội Liên hiệp Phụ nữ xã',
  'Văn phòng UBND huyện',
  'Bộ phận Một cửa',
  'Tổ KCS',
  'Trung tâm Văn hóa - Thể thao',
];
const SHARES: readonly (readonly number[])[] = [
  [100],
  [100],
  [60, 40],
  [70, 30],
  [50, 50],
  [50, 30, 20],
  [33.33, 33.33, 33.34],
  [40, 20, 20, 20],
];

export function writeAuthors(random: Random): WrittenAuthors {
  const shares = pick(random, SHARES);
  const names = pickSome(random, TEAMS, shares.length);
  const authors = names.map((name, index) => ({ name, sharePercent: shares[index] ?? 0 }));
  if (shares.length === 1 && random.below(3) === 0) return { text: names[0] ?? '', authors };
  const divider = random.below(8) === 0 ? '\n' : '; ';
  return { text: authors.map(writeAuthor).join(divider), authors };
}

function writeAuthor({ name, sharePercent = 0 }: Author): string {
  return `${name} (${String(sharePercent).replace('.', ',')}%)`;
}
