/** Names of people and teams: titles before them, their capitals, and where one ends. */
import { capitalise, isAllCapitals } from './vietnamese/letter-case.ts';
import { splitTone, stripMarks } from './vietnamese/letters.ts';
import { toSentenceCase } from './vietnamese/sentence-case.ts';

const TITLES =
  'gs|pgs|tskh|ts|ths|th\\.s|bs|bsck|bscki|bsckii|bsck1|bsck2|cki|ckii|ck1|ck2|ks|kts|cn|cnđd|ds|dsck|dscki|dsckii|đd|đdv|ktv|nhs|hs|ls|nsnd|nsưt|nghs|ngưt|ngnd|ttưt|ttnd';
const SPELLED_TITLES =
  'phó giáo sư|giáo sư|tiến sĩ|tiến sỹ|thạc sĩ|thạc sỹ|bác sĩ|bác sỹ|dược sĩ|dược sỹ|kỹ sư|kĩ sư|kiến trúc sư|cử nhân|điều dưỡng|kỹ thuật viên|nữ hộ sinh';
/** With a dot («ThS.»). */
const DOTTED_TITLE = new RegExp(`^(?:${TITLES})\\.\\s*`, 'iu');
/** Without: no name is written without a vowel, so its capitals do not matter («Ths», «BS»). */
const BARE_TITLE =
  /^(?:gs|pgs|tskh|ts|th\.?s|bs(?:ck(?:i{1,2}|[12])?)?|ck(?:i{1,2}|[12])|ks|kts|cn(?:đd)?|ds(?:ck(?:i{1,2})?)?|đd|ktv|nhs)\s+/iu;
/** In full, which is also how teams may be called: only before what looks like a person's name. */
const SPELLED_TITLE = new RegExp(`^(?:(?:${SPELLED_TITLES})\\.?\\s+)+`, 'iu');

const TITLES_ONLY = new RegExp(`^(?:(?:${TITLES}|${SPELLED_TITLES})\\.?\\s*)+$`, 'iu');

/** Cuts academic and professional titles off the front of a name. */
export function cutTitles(name: string): { readonly name: string; readonly titles: string } {
  let rest = name;
  for (let count = 0; count < 5; count += 1) {
    const untitled = rest.replace(DOTTED_TITLE, '').replace(BARE_TITLE, '');
    // «CN Điện lực»: a branch, no bachelor.
    if (!isTeamName(untitled) || looksLikePerson(mendNameCase(untitled))) rest = untitled;
    const unspelled = rest.replace(SPELLED_TITLE, '');
    if (looksLikePerson(mendNameCase(unspelled))) rest = unspelled;
  }
  // Nothing but titles is no name to cut them off from.
  if (rest === '') return { name, titles: '' };
  return { name: rest, titles: name.slice(0, name.length - rest.length).trim() };
}

/** Is the piece a title only, such as the «ThS» in «Nguyễn Văn An, ThS»? */
export function isTitleOnly(piece: string): boolean {
  return TITLES_ONLY.test(piece.slice(0, 40));
}

const TEAM_WORDS =
  /^(?:tập thể|nhóm|tổ|đội|phòng|ban|khoa|bộ|sở|chi cục|cục|trung tâm|trạm|xưởng|phân xưởng|nhà máy|công ty|xí nghiệp|trường|bệnh viện|viện|văn phòng|hội|đoàn|công đoàn|liên đoàn|lớp|khối|đơn vị|ngành|ủy ban|uỷ ban|ubnd|hđnd|huyện|thành phố|tỉnh|xã|phường|thị trấn|chi bộ|đảng bộ|đảng ủy|ca|kíp|các|câu lạc bộ|hợp tác xã|chi nhánh|điện lực|ngân hàng|kho bạc|bưu điện|bưu cục|thư viện|bảo tàng|nhà hát|nông trường|lâm trường|doanh nghiệp|cửa hàng|khách sạn|tòa án|toà án|đài truyền thanh|đài phát thanh|đài truyền hình|hạt kiểm lâm)(?!\p{L})/iu;

/** Teams are named after their work, so commas and «và» may belong to the name. */
export function isTeamName(name: string): boolean {
  return TEAM_WORDS.test(name.slice(0, 40));
}

const FAMILY_NAMES = new Set(
  `nguyen tran le pham huynh hoang phan vu vo dang bui do ho ngo duong ly dinh truong cao doan lam trinh
  mai dao luong luu ha thai chau ta quach kieu tang to la phung ton giang kim thach son danh lu trang
  vuong tong nghiem chu dam tieu ung van thi`.split(/\s+/),
);

/** Two to six words, each with a capital, the first a family name: «Nguyễn Văn An». */
export function looksLikePerson(name: string): boolean {
  const words = name.split(/\s+/).filter((word) => word !== '');
  if (words.length < 2 || words.length > 6) return false;
  if (!words.every((word) => /^\p{Lu}/u.test(word))) return false;
  return FAMILY_NAMES.has(stripMarks(words[0] ?? '').toLowerCase());
}

/** The name with proper capitals, where all its letters are small or all are capitals. */
export function mendNameCase(name: string): string {
  const isSmall = name === name.toLowerCase() && name !== name.toUpperCase();
  if (!isSmall && !isAllCapitals(name)) return name;
  if (isAllCapitals(name) && isAcronymOnly(name)) return name;
  if (isTeamName(name)) return isSmall ? capitalise(name) : toSentenceCase(name);
  return name.toLowerCase().replace(/[\p{L}\p{M}]+/gu, capitalise);
}

/** «UBND», «KCS»: capitals are how it is written. */
function isAcronymOnly(name: string): boolean {
  if (/\s/.test(name)) return false;
  const letters = [...name];
  return letters.every(
    (letter) => splitTone(letter).tone === 'level' && !/[AĂÂEÊIOÔƠƯY]/.test(letter),
  );
}
