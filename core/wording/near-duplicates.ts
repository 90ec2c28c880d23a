/** The words of a near duplicate, and how they are read back from a line that carries them. */
import { MESSAGE_WORDINGS } from './messages.ts';

/** Where a row has no year yet. */
export const YEAR_UNKNOWN = 'chưa rõ năm';

export type NearWords = {
  readonly title: string;
  readonly unitName: string;
  readonly year: string;
};

const LINE = toLinePattern(MESSAGE_WORDINGS.W_NEAR_DUP);

/** What `renderMessage` put into such a line; undefined for every other line. */
export function parseNearDuplicate(line: string): NearWords | undefined {
  const { title, unitName, year } = LINE.exec(line)?.groups ?? {};
  if (title === undefined || unitName === undefined || year === undefined) return undefined;
  return { title, unitName, year };
}

/** The title may hold quotes and brackets of its own, so it takes all it can; a year has no comma. */
function toLinePattern(wording: string): RegExp {
  const pattern = wording
    .replace(/[.()]/g, '\\$&')
    .replace('{r}', '\\d+')
    .replace('{tên}', '(?<title>.*)')
    .replace('{đơn vị}', '(?<unitName>.*)')
    .replace('{năm}', '(?<year>[^,]*)');
  return new RegExp(`^${pattern}$`, 'u');
}
