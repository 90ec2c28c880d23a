// The page's words in the language this browser was last told; a switch loads the page again.
import { EN } from '../texts/en.ts';
import { LANGUAGES, type Language } from '../texts/language.ts';
import type { Texts } from '../texts/texts.ts';
import { VI } from '../texts/vi.ts';

const STORAGE_KEY = 'language';

export const LANGUAGE: Language = readLanguage();
export const TEXTS: Texts = LANGUAGE === 'en' ? EN : VI;
export const LANGUAGE_NAMES: { readonly [language in Language]: string } = {
  vi: VI.languageName,
  en: EN.languageName,
};

const FORMAT = LANGUAGE === 'en' ? 'en-GB' : 'vi-VN';
const TIME_ZONE = 'Asia/Ho_Chi_Minh';

export function switchLanguage(language: Language): void {
  localStorage.setItem(STORAGE_KEY, language);
  location.reload();
}

function readLanguage(): Language {
  const stored = localStorage.getItem(STORAGE_KEY);
  return LANGUAGES.find((language) => language === stored) ?? 'vi';
}

/** Making one takes longer than using it a thousand times. */
const COUNT = new Intl.NumberFormat(FORMAT);

export function formatCount(count: number): string {
  return COUNT.format(count);
}

const CLOCK = new Intl.DateTimeFormat('vi-VN', {
  timeZone: TIME_ZONE,
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hour12: false,
});
const MOMENT = new Intl.DateTimeFormat('vi-VN', {
  timeZone: TIME_ZONE,
  hour: '2-digit',
  minute: '2-digit',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour12: false,
});

/** «08:31:07», Vietnam time. */
export function formatClock(epochMs: number): string {
  return CLOCK.format(epochMs);
}

/** «08:31 23/11/2026», Vietnam time. */
export function formatMoment(epochMs: number): string {
  const parts = new Map(MOMENT.formatToParts(epochMs).map(({ type, value }) => [type, value]));
  const at = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? '';
  return `${at('hour')}:${at('minute')} ${at('day')}/${at('month')}/${at('year')}`;
}
