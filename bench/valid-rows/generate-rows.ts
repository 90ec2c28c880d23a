/** Valid rows by seed, in the forms units really use; no two of them are one initiative. */
import type { Award, Category, Field, Recognition } from '../../core/lists.ts';
import { AWARDS, CATEGORIES, FIELDS, RECOGNITIONS } from '../../core/lists.ts';
import type { Initiative } from '../../core/record.ts';
import {
  AWARD_NAMES,
  CATEGORY_NAMES,
  FIELD_NAMES,
  RECOGNITION_NAMES,
} from '../../core/wording/lists.ts';
import { createRandom, type Random } from '../../local/random.ts';
import { happens, pick, toSeed } from './pick.ts';
import {
  ACTIONS,
  COMMUNES,
  DECISIONS,
  DESCRIPTIONS,
  DIFFICULTIES,
  NOTES,
  OBJECTS,
  OTHER_BENEFITS,
  PLACES,
  REPLICATIONS,
} from './title-words.ts';
import type { ValidRow } from './valid-row.ts';
import { writeAuthors } from './write-authors.ts';
import { writeDate } from './write-date.ts';
import { writeMoney } from './write-money.ts';

export type Generation = {
  readonly seed: number;
  readonly count: number;
  readonly unit: string;
};

export function generateRows({ seed, count, unit }: Generation): readonly ValidRow[] {
  const random = createRandom(toSeed(seed, `rows of ${unit}`));
  return Array.from({ length: count }, (_, index) => generateRow(random, unit, index));
}

function generateRow(random: Random, unit: string, index: number): ValidRow {
  const title = writeTitle(random, index);
  const category = pick<Category>(random, CATEGORIES);
  const field = happens(random, 90) ? pick<Field>(random, FIELDS) : undefined;
  const recognition = happens(random, 80) ? pick<Recognition>(random, RECOGNITIONS) : undefined;
  const award = happens(random, 20) ? pick<Award>(random, AWARDS) : undefined;
  const texts = chooseTexts(random);
  const authors = writeAuthors(random);
  const date = writeDate(random);
  const money = writeMoney(random);
  const truth: Initiative = {
    title,
    category,
    ...(field === undefined ? {} : { field }),
    authors: authors.authors,
    appliedOn: date.appliedOn,
    year: date.year,
    place: 'inside',
    ...texts,
    benefit: money.benefit,
    ...(recognition === undefined ? {} : { recognition }),
    ...(award === undefined ? {} : { award }),
  };
  const cells = {
    title,
    category: CATEGORY_NAMES[category],
    field: field === undefined ? '' : FIELD_NAMES[field],
    authors: authors.text,
    appliedOn: date.text,
    ...texts,
    benefit: money.text,
    recognition: recognition === undefined ? '' : RECOGNITION_NAMES[recognition],
    award: award === undefined ? '' : AWARD_NAMES[award],
  };
  return { unit, cells, truth, deserved: money.deserved };
}

function chooseTexts(random: Random) {
  return {
    description: pick(random, DESCRIPTIONS),
    difficulty: pick(random, DIFFICULTIES),
    otherBenefits: pick(random, OTHER_BENEFITS),
    replication: pick(random, REPLICATIONS),
    decision: pick(random, DECISIONS),
    note: pick(random, NOTES),
  };
}

/** Each pair of action and object once; in later rounds at one more commune each time. */
function writeTitle(random: Random, index: number): string {
  const pairs = ACTIONS.length * OBJECTS.length;
  // 7 and the number of pairs have no common divisor: every pair is met once in a round.
  const place = (index * 7) % pairs;
  const action = ACTIONS[place % ACTIONS.length] ?? '';
  const object = OBJECTS[Math.floor(place / ACTIONS.length)] ?? '';
  const round = Math.floor(index / pairs);
  const where = round === 0 ? pick(random, PLACES) : `ở ${COMMUNES[round - 1] ?? `cơ sở ${round}`}`;
  return [action, object, where].filter((word) => word !== '').join(' ');
}
