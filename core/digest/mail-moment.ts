/** Moments as sentences of a mail put them. */
import { formatVietnamTime } from '../time.ts';
import type { MomentWords } from '../wording/mail.ts';
import { toMomentText } from '../wording/mail.ts';

/** «07:30» and «05/04/2011», Vietnam time. */
export function toMoment(epochMs: number): MomentWords {
  const [time = '', day = ''] = formatVietnamTime(epochMs).split(' ');
  return { time, day };
}

export function formatMoment(epochMs: number): string {
  return toMomentText(toMoment(epochMs));
}
