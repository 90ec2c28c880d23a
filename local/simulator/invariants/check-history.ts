/** Invariant 2: history is whole, and each version says what the sheet said since the one before. */
import type { HistoryEntry } from '../../../core/sync/stored-row.ts';
import type { Commit, Evidence, Sighting, UnitEvidence, Violation } from '../evidence.ts';
import type { SeenRow } from '../sheet-snapshot.ts';
import { toContent } from '../sheet-snapshot.ts';

export function checkHistory(evidence: Evidence): readonly Violation[] {
  return [
    ...evidence.units.flatMap(checkVersions),
    ...checkAcknowledged(evidence),
    ...listWrongVersions(evidence).map(toViolation),
    ...listRepeatedBirths(evidence).map(({ unit, title, creations, births }) =>
      violate(`«${unit}|${title}» was recorded anew ${creations} times, put there ${births} times`),
    ),
  ];
}

/** 1, 2, 3 … and the record is at the last of them. */
function checkVersions({ unit, rows, history }: UnitEvidence): readonly Violation[] {
  const violations: Violation[] = [];
  for (const [id, entries] of history) {
    const versions = entries.map(({ version }) => version);
    if (versions.some((version, index) => version !== index + 1)) {
      violations.push(violate(`${unit} ${id} has versions ${versions.join(', ')}`));
    }
  }
  for (const { id, version } of rows.values()) {
    const last = history.get(id)?.at(-1)?.version;
    if (last !== version) {
      violations.push(violate(`${unit} ${id} is at version ${version}, its history at ${last}`));
    }
  }
  return violations;
}

function checkAcknowledged({ acknowledgements, units }: Evidence): readonly Violation[] {
  const byUnit = new Map(units.map((unit) => [unit.unit, unit.history]));
  return acknowledgements.flatMap(({ unit, id, version }) => {
    const entries = byUnit.get(unit)?.get(id) ?? [];
    if (entries.some((entry) => entry.version === version)) return [];
    return [violate(`${unit} ${id} version ${version} was acknowledged and is not in history`)];
  });
}

type Versions = { readonly commit: Commit; readonly entry: HistoryEntry };

export type WrongVersion = {
  readonly unit: string;
  readonly entry: HistoryEntry;
  readonly reason: string;
};

function toViolation({ unit, entry: { id, version, kind }, reason }: WrongVersion): Violation {
  return violate(`${unit} ${id} version ${version} (${kind}) ${reason}`);
}

/**
 * What a version says stood on the sheet at some moment since the version before, and what it
 * replaced did not: no version is made by delivery, retries or sorting alone.
 */
export function listWrongVersions({ commits, sightings }: Evidence): readonly WrongVersion[] {
  const timelines = toTimelines(sightings);
  const found: WrongVersion[] = [];
  const last = new Map<string, Versions>();
  for (const commit of commits) {
    const timeline = timelines.get(commit.unit) ?? [];
    for (const { history: entry } of commit.writes) {
      if (entry === undefined) continue;
      const before = last.get(entry.id);
      last.set(entry.id, { commit, entry });
      const span = { from: before?.commit.order ?? 0, to: commit.order };
      const content = toContent(entry.cells);
      const others = (id: string) => listLiveContents(last, { unit: commit.unit, exceptId: id });
      const tell = (reason: string) => found.push({ unit: commit.unit, entry, reason });
      const old = before === undefined ? undefined : toContent(before.entry.cells);
      const isStated = someMoment(timeline, span, (has) => has(content));
      // A row that was edited into an invalid one, deleted and undone counts with what was accepted.
      const isBack =
        entry.kind === 'revive' &&
        content === old &&
        someSight(timeline, span, ({ ids }) => ids.has(entry.id));
      if (entry.kind !== 'delete' && !isStated && !isBack) {
        tell('says what the sheet did not say since the one before');
      }
      const isDelete = entry.kind === 'delete';
      if (isDelete && before !== undefined) {
        const { id, cells } = before.entry;
        const title = String(cells.title ?? '');
        if (!someSight(timeline, span, (seen) => !seen.ids.has(id) || !seen.titles.has(title))) {
          tell(`«${title}» was deleted while it stood there`);
        }
      }
      // Of equal rows, or rows of one id, only one is recorded: the other may stay as it is.
      const isEdit = entry.kind === 'edit';
      const mayBeReplaced = ({ contents, repeated, repeatedIds }: Sight) =>
        old === undefined ||
        !contents.has(old) ||
        (isEdit && (repeated.has(old) || repeatedIds.has(entry.id)));
      // Of two records that came to say the same, one may go: what stands there is the other's.
      const isOthers =
        isDelete &&
        old !== undefined &&
        (others(entry.id).includes(old) || isRevivedLater(commits, commit, old));
      if ((isDelete || isEdit) && !isOthers && !someSight(timeline, span, mayBeReplaced)) {
        tell('replaces what the sheet said all the time');
      }
    }
  }
  return found;
}

function listLiveContents(
  last: ReadonlyMap<string, Versions>,
  { unit, exceptId }: { readonly unit: string; readonly exceptId: string },
): readonly string[] {
  return [...last.values()]
    .filter(({ commit, entry }) => commit.unit === unit && entry.id !== exceptId)
    .filter(({ entry }) => entry.kind !== 'delete')
    .map(({ entry }) => toContent(entry.cells));
}

/** Undone cells may bring back an older id of the same initiative, which is revived in its place. */
function isRevivedLater(commits: readonly Commit[], deletion: Commit, content: string): boolean {
  return commits.some(
    ({ order, unit, writes }) =>
      order > deletion.order &&
      unit === deletion.unit &&
      writes.some(
        ({ history }) => history?.kind === 'revive' && toContent(history.cells) === content,
      ),
  );
}

type Sight = {
  readonly contents: ReadonlySet<string>;
  /** Contents of two rows or more. */
  readonly repeated: ReadonlySet<string>;
  readonly titles: ReadonlySet<string>;
  /** Those beside rows with something in them. */
  readonly ids: ReadonlySet<string>;
  readonly repeatedIds: ReadonlySet<string>;
};

type Seen = {
  readonly order: number;
  /** Undefined while the sheet cannot be read as a whole: it may hold anything. */
  readonly sight: Sight | undefined;
};

function toTimelines(sightings: readonly Sighting[]): ReadonlyMap<string, readonly Seen[]> {
  const timelines = new Map<string, Seen[]>();
  for (const { unit, order, snapshot } of sightings) {
    const timeline = timelines.get(unit) ?? [];
    timelines.set(unit, timeline);
    const isWhole = snapshot.kind === 'readable' && snapshot.isWhole;
    timeline.push({ order, sight: isWhole ? toSight(snapshot.rows) : undefined });
  }
  return timelines;
}

function toSight(rows: readonly SeenRow[]): Sight {
  const filled = rows.filter(({ isBlank }) => !isBlank);
  return {
    contents: new Set(rows.map(({ content }) => content)),
    repeated: listRepeated(rows.map(({ content }) => content)),
    titles: new Set(filled.map(({ title }) => title)),
    ids: new Set(filled.map(({ idText }) => idText)),
    repeatedIds: listRepeated(filled.map(({ idText }) => idText)),
  };
}

function listRepeated(texts: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  return new Set(texts.filter((text) => seen.size === seen.add(text).size));
}

type Span = { readonly from: number; readonly to: number };

function someMoment(
  timeline: readonly Seen[],
  span: Span,
  test: (has: (content: string) => boolean) => boolean,
): boolean {
  return someSight(timeline, span, ({ contents }) => test((content) => contents.has(content)));
}

/** What a sighting saw lasts until the next one. */
function someSight(
  timeline: readonly Seen[],
  { from, to }: Span,
  test: (sight: Sight) => boolean,
): boolean {
  return timeline.some(({ order, sight }, index) => {
    const until = timeline[index + 1]?.order ?? Number.POSITIVE_INFINITY;
    if (order > to || until <= from) return false;
    return sight === undefined || test(sight);
  });
}

export type RepeatedBirth = {
  readonly unit: string;
  readonly title: string;
  readonly creations: number;
  readonly births: number;
};

/** An initiative is recorded anew only as often as somebody put it on the sheet anew. */
export function listRepeatedBirths({ commits, sightings }: Evidence): readonly RepeatedBirth[] {
  const births = countBirths(sightings);
  const creations = new Map<string, number>();
  const told = listIdsOnSheets(sightings);
  for (const { unit, writes, isSweep = false } of commits) {
    for (const { history } of writes) {
      if (history?.kind !== 'create') continue;
      // Nobody was told of it: the sheet's next word may know its row only as a new one.
      if (isSweep && !told.has(history.id)) continue;
      const key = toBirthKey(unit, String(history.cells.title ?? ''));
      creations.set(key, (creations.get(key) ?? 0) + 1);
    }
  }
  return [...creations].flatMap(([key, count]) => {
    const born = births.get(key);
    if (born === undefined || count <= born) return [];
    const [unit = '', ...title] = key.split('|');
    return [{ unit, title: title.join('|'), creations: count, births: born }];
  });
}

function listIdsOnSheets(sightings: readonly Sighting[]): ReadonlySet<string> {
  return new Set(
    sightings.flatMap(({ snapshot }) =>
      snapshot.kind === 'stopped' ? [] : snapshot.rows.map(({ idText }) => idText),
    ),
  );
}

function toBirthKey(unit: string, title: string): string {
  return `${unit}|${title}`;
}

/** How often the number of rows with a title grew; nothing for titles ever seen in part. */
function countBirths(sightings: readonly Sighting[]): ReadonlyMap<string, number> {
  const births = new Map<string, number>();
  const present = new Map<string, ReadonlyMap<string, number>>();
  for (const { unit, snapshot } of sightings) {
    if (snapshot.kind === 'stopped') continue;
    const counts = new Map<string, number>();
    for (const { title } of snapshot.rows) {
      if (title !== '') counts.set(title, (counts.get(title) ?? 0) + 1);
    }
    const before = present.get(unit);
    for (const [title, count] of counts) {
      const grown = count - (before?.get(title) ?? 0);
      const key = toBirthKey(unit, title);
      if (grown > 0) births.set(key, (births.get(key) ?? 0) + grown);
    }
    present.set(unit, counts);
  }
  return births;
}

function violate(reason: string): Violation {
  return { invariant: 2, reason };
}
