/** Every syllable Vietnamese spelling allows, generated from onsets and rimes. */
import { once } from '../../once.ts';
import { isVowel, stripMarks } from './letters.ts';

/** A syllable without tone: where its tone is written, counted in letters from 0. */
export type Syllable = {
  /** The older place («hòa»), which comparison keys use. */
  readonly toneAt: number;
  /** The newer place («hoà»), where it differs. */
  readonly newToneAt: number;
  /** Ends in c, ch, p or t: only the tones acute and dot are possible. */
  readonly stopped: boolean;
};

const words = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '');

const ONSETS = words('b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x').concat(
  '',
);

/** By first vowel, as spelling rules about onsets ask for it. */
const RIMES: { readonly [first: string]: readonly string[] } = {
  a: words('a ac ach ai am an ang anh ao ap at au ay'),
  ă: words('ăc ăm ăn ăng ăp ăt'),
  â: words('âc âm ân âng âp ât âu ây'),
  e: words('e ec em en eng eo ep et'),
  ê: words('ê êch êm ên ênh êp êt êu'),
  i: words('i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu'),
  o: words(
    'o oc oi om on ong op ot oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăp oăt oe oen oeo oem oet ooc oong',
  ),
  ô: words('ô ôc ôi ôm ôn ông ôp ôt'),
  ơ: words('ơ ơi ơm ơn ơp ơt'),
  u: words(
    'u ua uc ui um un ung up ut uân uâng uât uây uê uêch uên uênh uêt uơ uy uya uych uyn uynh uyp uyt uyu uyên uyêt uôc uôi uôm uôn uông uôp uôt',
  ),
  ư: words('ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu'),
};

/** y alone follows few onsets; with others it would be a slip for i. */
const ONSETS_BEFORE_Y = new Set(words('h k l m n nh s t th tr v x ch d r kh b').concat(''));
const Y_RIMES_ALONE = words('yêm yên yêng yêt yêu');
const QU_RIMES = words(
  'y ych yên yêt ynh yp yt yu i ich in inh it ip iu ơ ơi ơn ôc ôi ôn ôt o on ong oang oăt',
);

function listRimes(onset: string): readonly string[] {
  const {
    a = [],
    ă = [],
    â = [],
    e = [],
    ê = [],
    i = [],
    o = [],
    ô = [],
    ơ = [],
    u = [],
    ư = [],
  } = RIMES;
  const y = ONSETS_BEFORE_Y.has(onset) ? ['y'] : [];
  switch (onset) {
    case 'k':
      return [...e, ...ê, ...i, ...y];
    case 'gh':
    case 'ngh':
      return [...e, ...ê, ...i];
    case 'c':
    case 'g':
    case 'ng':
      return [...a, ...ă, ...â, ...o, ...ô, ...ơ, ...u, ...ư];
    case 'gi':
      return [...a, ...ă, ...â, ...e, ...ê, 'êng', 'êc', ...o, ...ô, ...ơ, ...u, ...ư];
    case 'qu':
      return [...a, ...ă, ...â, ...e, ...ê, ...QU_RIMES];
    case '':
      // «yên», not «iên».
      return [
        ...a,
        ...ă,
        ...â,
        ...e,
        ...ê,
        ...i.filter((rime) => !rime.startsWith('iê')),
        ...o,
        ...ô,
        ...ơ,
        ...u,
        ...ư,
        ...Y_RIMES_ALONE,
        'y',
      ];
    default:
      return [...a, ...ă, ...â, ...e, ...ê, ...i, ...o, ...ô, ...ơ, ...u, ...ư, ...y];
  }
}

type Spelling = {
  readonly syllables: ReadonlyMap<string, Syllable>;
  /** The same without any mark. */
  readonly bare: ReadonlySet<string>;
};

/** An idle sheet's run and request check no word: neither waits for some thousand syllables. */
const readSpelling = once((): Spelling => {
  const syllables = new Map<string, Syllable>();
  const bare = new Set<string>();
  /** A rime follows up to thirty onsets, and is looked at once. */
  const shapes = new Map<string, RimeShape>();
  for (const onset of ONSETS) {
    const bareOnset = stripMarks(onset);
    for (const rime of listRimes(onset)) {
      const shape = shapes.get(rime) ?? toShape(rime);
      shapes.set(rime, shape);
      syllables.set(onset + rime, toSyllable(onset, shape));
      bare.add(bareOnset + shape.bare);
    }
  }
  // «gì», «gìn», «lô-gích»: the i of the onset is also the vowel.
  for (const word of words('gi gin gim gip gich gic')) {
    syllables.set(word, { toneAt: 1, newToneAt: 1, stopped: /[pch]$/.test(word) });
  }
  return { syllables, bare };
});

/** Longest spelled syllable: «nghiêng». */
export const MAX_SYLLABLE_LENGTH = 7;

/** @param word small letters without tone */
export function findSyllable(word: string): Syllable | undefined {
  return readSpelling().syllables.get(word);
}

/** Whether other marks would make a syllable of it. @param word small letters without marks */
export function isBareSyllable(word: string): boolean {
  return readSpelling().bare.has(word);
}

type RimeShape = TonePlaces & { readonly bare: string; readonly stopped: boolean };

function toShape(rime: string): RimeShape {
  return { ...placeTone(rime), bare: stripMarks(rime), stopped: /(?:c|ch|p|t)$/.test(rime) };
}

function toSyllable(onset: string, { old, newer, stopped }: RimeShape): Syllable {
  return { toneAt: onset.length + old, newToneAt: onset.length + newer, stopped };
}

/** Letters from the beginning of the rime. */
type TonePlaces = { readonly old: number; readonly newer: number };

function placeTone(rime: string): TonePlaces {
  const marked = rime.search(/[âăêôơ]/);
  if (marked >= 0) return { old: marked, newer: marked };
  if (rime.startsWith('ư')) return { old: 0, newer: 0 };
  const vowels = [...rime].filter(isVowel).length;
  if (vowels === 3) return { old: 1, newer: 1 };
  if (vowels === 1) return { old: 0, newer: 0 };
  if (rime.length > vowels) return { old: 1, newer: 1 };
  // Open oa, oe, uy: «hòa» of old, «hoà» of late.
  return /^(?:oa|oe|uy)$/.test(rime) ? { old: 0, newer: 1 } : { old: 0, newer: 0 };
}
