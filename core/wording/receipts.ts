/** The receipt in the typist's own row: what counts now, and what to do if something does not. */
import { formatVietnamTime } from '../time.ts';
import { MESSAGE_WORDINGS } from './messages.ts';

/** Why a valid row has not been acknowledged yet. */
export type WaitReason = 'sending' | 'unreachable' | 'quota' | 'refusedUnit' | 'withdrawnCode';

/** The last accepted version of a row. */
export type AcceptedVersion = { readonly version: number; readonly atSeconds: number };

export type Receipt =
  | { readonly kind: 'none' }
  | { readonly kind: 'waiting'; readonly reason: WaitReason; readonly accepted?: AcceptedVersion }
  | {
      readonly kind: 'incomplete';
      /** Headers of the columns still to be filled. */
      readonly missing: readonly string[];
      readonly accepted?: AcceptedVersion;
    }
  | {
      readonly kind: 'saved';
      readonly accepted: AcceptedVersion;
      readonly warnings: readonly string[];
    }
  | {
      readonly kind: 'rejected';
      readonly reasons: readonly string[];
      readonly accepted?: AcceptedVersion;
    }
  | { readonly kind: 'held' };

export type ReceiptState = 'saved' | 'waiting' | 'incomplete' | 'rejected' | 'held' | 'none';

const OPENINGS: { readonly [kind in Exclude<ReceiptState, 'none'>]: string } = {
  saved: 'Đã ghi nhận',
  waiting: 'Đang chờ gửi',
  incomplete: 'Còn thiếu',
  rejected: 'Chưa ghi',
  held: 'Chờ xác nhận xóa',
};

const WAIT_REASONS: { readonly [reason in WaitReason]: string } = {
  sending: '',
  unreachable: ': chưa nối được máy chủ, hệ thống sẽ tự gửi lại.',
  quota: ': đã hết lượt gửi trong ngày, hệ thống sẽ tự gửi tiếp vào ngày mai.',
  refusedUnit: ': máy chủ không nhận bảng tính này, xem ô tiêu đề của cột này.',
  withdrawnCode:
    ': mã kích hoạt của đơn vị đã bị thu hồi hoặc hết hạn. Chọn «Kích hoạt» trong trình đơn «Sáng kiến» và dán mã mới, dòng này sẽ được gửi ngay.',
};

const COUNTING = 'Bản đã ghi nhận';
const HINT = 'Lưu ý: ';
const MAX_SHOWN = 3;

export function formatReceipt(receipt: Receipt): string {
  switch (receipt.kind) {
    case 'none':
      return '';
    case 'waiting':
      return OPENINGS.waiting + WAIT_REASONS[receipt.reason] + formatCounting(receipt.accepted);
    case 'incomplete':
      return `${OPENINGS.incomplete}: ${receipt.missing.join(', ')}.${formatCounting(receipt.accepted)}`;
    case 'saved':
      return `${OPENINGS.saved} ${formatVersion(receipt.accepted)}${formatWarnings(receipt.warnings)}`;
    case 'rejected':
      return `${OPENINGS.rejected}: ${formatReasons(receipt.reasons)}${formatCounting(receipt.accepted)}`;
    case 'held':
      return `${OPENINGS.held}: nhiều dòng bị xóa cùng lúc nên hệ thống vẫn giữ lại. Nếu đúng là xóa, chọn «Xác nhận xóa» trong trình đơn «Sáng kiến»; nếu nhầm, khôi phục lại dòng.`;
  }
}

/** Which kind of receipt a text is; undefined for words that are not ours. */
export function parseReceiptState(text: string): ReceiptState | undefined {
  if (text.trim() === '') return 'none';
  const kinds = ['saved', 'waiting', 'incomplete', 'rejected', 'held'] as const;
  return kinds.find((kind) => text.startsWith(OPENINGS[kind]));
}

const UNKNOWN_REASON =
  'máy chủ chưa nhận nội dung này. Chọn «Đồng bộ ngay» trong trình đơn «Sáng kiến» để xem lý do.';

/** What a refusal's receipt says is wrong, as one text, as long as it stands as it was written. */
export function readReasons(text: string): string {
  const opening = `${OPENINGS.rejected}: `;
  if (!text.startsWith(opening)) return UNKNOWN_REASON;
  const lines = text.slice(opening.length).split('\n');
  return lines.filter((line) => !line.startsWith(COUNTING)).join('\n');
}

/** The warnings a saved row's receipt shows, line by line as they were rendered. */
export function listShownWarnings(text: string): readonly string[] {
  const start = text.indexOf(`\n${HINT}`);
  if (!text.startsWith(OPENINGS.saved) || start < 0) return [];
  return text.slice(start + 1 + HINT.length).split('\n');
}

const MERGED_WORDING = MESSAGE_WORDINGS.W_MERGED.split('{r}').slice(-1).join('');

/** True where the receipt warns of merged cells, which only some runs look for. */
export function claimsMerged(text: string): boolean {
  return text.includes(MERGED_WORDING);
}

/** True where the row may carry notes and colours of ours: whatever is more than one plain line. */
export function mayHaveNotes(text: string): boolean {
  if (text === '') return false;
  const isPlain =
    text.startsWith(OPENINGS.saved) ||
    text.startsWith(OPENINGS.incomplete) ||
    text === OPENINGS.waiting;
  return !isPlain || text.includes('\n');
}

function formatVersion({ version, atSeconds }: AcceptedVersion): string {
  return `lần ${version} lúc ${formatVietnamTime(atSeconds * 1000)}`;
}

function formatCounting(accepted: AcceptedVersion | undefined): string {
  if (accepted === undefined) return '';
  return `\n${COUNTING} ${formatVersion(accepted)} vẫn được tính.`;
}

function formatWarnings(warnings: readonly string[]): string {
  return warnings.length === 0 ? '' : `\n${HINT}${formatReasons(warnings)}`;
}

/** The worst first and at most three; all of them are in the cell notes. */
function formatReasons(reasons: readonly string[]): string {
  const shown = reasons.slice(0, MAX_SHOWN).join('\n');
  const more = reasons.length - MAX_SHOWN;
  return more > 0 ? `${shown}\n(và ${more} điểm khác, xem ghi chú ở từng ô)` : shown;
}

/** A line of the receipt's note: the words first, the code for whoever is asked for help. */
export function formatNoteLine(text: string, code: string): string {
  return `${text} (mã ${code})`;
}

/** The code of the first message in a receipt's note. */
export function readNoteCode(note: string): string | undefined {
  return /\(mã ([EW]_[A-Z0-9_]+)\)/.exec(note)?.[1];
}
