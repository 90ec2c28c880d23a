/** Vietnamese wording of the page that stops mails of one kind. */
import type { StoppableKind } from '../digest/unsubscribe-link.ts';

export const STOPPABLE_NAMES: { readonly [kind in StoppableKind]: string } = {
  closing: 'thư chốt số liệu',
  reminder: 'thư nhắc nộp danh sách',
  monthly: 'thư tổng hợp hằng tháng',
  weekly: 'thư tổng hợp định kỳ',
};

export const UNSUBSCRIBE_TEXTS = {
  title: 'Ngừng nhận thư',
  ask: (address: string, kind: StoppableKind) =>
    `Địa chỉ ${address} sẽ không nhận ${STOPPABLE_NAMES[kind]} nữa. Các loại thư khác vẫn được gửi.`,
  button: 'Ngừng nhận loại thư này',
  done: (address: string, kind: StoppableKind) =>
    `Đã ghi nhận: địa chỉ ${address} không nhận ${STOPPABLE_NAMES[kind]} nữa. Muốn nhận lại, xin báo Ban Tổ chức.`,
  refused: 'Liên kết không đúng. Xin mở lại liên kết trong thư mới nhất.',
  failed: 'Chưa ghi nhận được. Xin thử lại sau ít phút.',
} as const;
