/** Vietnamese names of the closed lists, as the dropdowns and the summary show them. */
import type { Award, Category, Field, Recognition } from '../lists.ts';

export const CATEGORY_NAMES: { readonly [code in Category]: string } = {
  CTKT: 'Cải tiến kỹ thuật, làm lợi gia tăng',
  TK: 'Tiết kiệm',
  PVDT: 'Phục vụ và điều trị bệnh',
  TCQL: 'Tổ chức, quản lý, đào tạo',
  HLH: 'Hợp lý hóa sản xuất',
};

export const FIELD_NAMES: { readonly [code in Field]: string } = {
  CN: 'Công nghiệp',
  NN: 'Nông nghiệp',
  YT: 'Y tế',
  GD: 'Giáo dục',
  QLNN: 'Quản lý nhà nước',
  VHXH: 'Văn hóa, xã hội',
  KHAC: 'Khác',
};

export const RECOGNITION_NAMES: { readonly [code in Recognition]: string } = {
  CS: 'Cơ sở',
  BNT: 'Bộ, ngành, tỉnh',
  TQ: 'Toàn quốc',
  CX: 'Chưa xét',
};

export const AWARD_NAMES: { readonly [code in Award]: string } = {
  NHAT: 'Nhất',
  NHI: 'Nhì',
  BA: 'Ba',
  KK: 'Khuyến khích',
};
