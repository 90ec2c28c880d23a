/** What the operator's command says to units: the name of their file, and the call to activate it. */
import { MENU } from './sheet.ts';

export type ActivationCall = {
  readonly unitName: string;
  readonly programmeName: string;
  readonly spreadsheetId: string;
};

export const FLEET_TEXTS = {
  committee: 'Ban Tổ chức',
  title: (unitName: string) => `Sáng kiến – ${unitName}`,
  /** The code itself goes another way: this text may be forwarded. */
  activationCall: ({ unitName, programmeName, spreadsheetId }: ActivationCall) =>
    [
      `Kính gửi ${unitName},`,
      '',
      `Bảng tính của đơn vị cho «${programmeName}» đã sẵn sàng:`,
      `https://docs.google.com/spreadsheets/d/${spreadsheetId}/edit`,
      '',
      'Để bảng tính bắt đầu tự kiểm tra và gửi số liệu, một người của đơn vị vui lòng làm một lần:',
      `1. Mở bảng tính trên máy tính, chờ trình đơn «${MENU.title}» hiện ra.`,
      `2. Chọn «${MENU.title}» › «${MENU.activate}»; nếu Google hỏi, chọn tài khoản của mình và đồng ý cấp quyền.`,
      `3. Chọn «${MENU.activate}» lần nữa, dán mã kích hoạt đã gửi riêng cho đơn vị.`,
      '',
      'Mã kích hoạt chỉ dành cho đơn vị, xin không chuyển cho nơi khác.',
    ].join('\n'),
} as const;
