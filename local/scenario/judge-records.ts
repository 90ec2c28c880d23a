/** Holds what is expected of a unit's records against them, wherever they were kept. */
import type { RecordView } from './end-state.ts';
import type { Expectations } from './expectations.ts';

/** What is wrong, or undefined where the expectation holds. */
export type Verdict = string | undefined;

type Expected<Form extends keyof Expectations> = NonNullable<Expectations[Form]>;
type Records = readonly RecordView[];

export function judgeCounts(expected: Expected<'records'>, records: Records): Verdict {
  const wrong = (['active', 'deleted', 'held'] as const).flatMap((state) => {
    const count = records.filter((record) => record.state === state).length;
    const wanted = expected[state];
    return wanted === undefined || wanted === count ? [] : [`${state} is ${count}, not ${wanted}`];
  });
  return wrong.length === 0 ? undefined : `${expected.unit}: ${wrong.join(', ')}`;
}

export function judgeRecord(expected: Expected<'record'>, records: Records): Verdict {
  const record = selectOne(expected, records);
  if (typeof record === 'string') return record;
  const wrong = (['version', 'state', 'benefit', 'date', 'category'] as const).flatMap((key) =>
    expected[key] === undefined || expected[key] === record[key]
      ? []
      : [`${key} is ${JSON.stringify(record[key])}, not ${JSON.stringify(expected[key])}`],
  );
  return wrong.length === 0 ? undefined : wrong.join(', ');
}

export function judgeNoRecord({ unit, title }: Expected<'noRecord'>, records: Records): Verdict {
  const found = selectByTitle(records, title, 'active');
  return found.length === 0 ? undefined : `${unit} has ${found.length} active «${title}»`;
}

export function judgeVersions(expected: number, versions: number): Verdict {
  return versions === expected ? undefined : `history has ${versions} versions, not ${expected}`;
}

type Titled = {
  readonly unit: string;
  readonly title: string;
  readonly state?: string | undefined;
};

/** @returns what is wrong as text where there is not exactly one */
export function selectOne({ unit, title, state }: Titled, records: Records): RecordView | string {
  const found = selectByTitle(records, title, state);
  const [record] = found;
  return record === undefined || found.length > 1
    ? `${unit} has ${found.length} records «${title}»`
    : record;
}

/** Of that state where one is named; else what still counts, and only then what is deleted. */
export function selectByTitle(records: Records, title: string, state: string | undefined): Records {
  const wanted = foldTitle(title);
  const titled = records.filter((record) => record.title === wanted);
  if (state !== undefined) return titled.filter((record) => record.state === state);
  const counting = titled.filter((record) => record.state !== 'deleted');
  return counting.length > 0 ? counting : titled;
}

/** As titles are kept. */
export function foldTitle(title: string): string {
  return title.normalize('NFC').replace(/\s+/g, ' ').trim();
}
