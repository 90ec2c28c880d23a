/**
 * Follows each initiative through what people do to a tab, so that the judge need not ask any
 * algorithm which row is which.
 *
 * - A line that keeps its place keeps its initiative; inserted and deleted lines move nothing else.
 * - Sorted and cut rows take their initiative along, found by their equal content.
 * - A copied row is another initiative, whatever its title.
 * - A row typed over with another title and mostly other cells is another initiative.
 * - One that went and came back by the same title is the one it was; an undo restores what was.
 */
import { isBlankCell } from '../../../core/cell.ts';
import type { TypedCells } from '../../../core/columns.ts';
import { TYPED_COLUMNS } from '../../../core/columns.ts';
import type { UserAction } from '../../../local/google/people/user-action.ts';
import type { LocalSpreadsheet } from '../../../local/spreadsheet-registry.ts';
import type { RowReader, SheetRows, TypedRow } from './sheet-rows.ts';

export type Initiative = number;

/** What the sheet said from the beginning to now. */
export type SheetTruth = {
  /** Filled rows with whose they are, from above. */
  readonly rows: readonly (TypedRow & { readonly initiative: Initiative })[];
  /** Every initiative that ever bore a title. */
  readonly bearers: ReadonlyMap<string, ReadonlySet<Initiative>>;
  /** How often a row came to say this, by content. */
  readonly arisals: ReadonlyMap<string, number>;
  /** How often an initiative that ever bore this title went from the sheet, and came back to it. */
  readonly departures: ReadonlyMap<string, number>;
  readonly returns: ReadonlyMap<string, number>;
};

export type RowFollower = {
  /** Carries a person's action out and follows it. */
  follow(action: UserAction, perform: () => void): void;
  /** Takes note of what scripts wrote since. */
  look(): void;
  truth(): SheetTruth;
};

type LineKey = number;
type Owners = ReadonlyMap<LineKey, Initiative>;

export function createRowFollower(
  { history }: Pick<LocalSpreadsheet, 'history'>,
  reader: RowReader,
): RowFollower {
  let rows: SheetRows = new Map();
  let owners: Owners = new Map();
  let made = 0;
  const past: Owners[] = [];
  const gone = new Map<string, Initiative>();
  const bearers = new Map<string, Set<Initiative>>();
  const arisals = new Map<string, number>();
  const departures = new Map<string, number>();
  const returns = new Map<string, number>();

  function create(): Initiative {
    made += 1;
    return made;
  }

  function comeBack({ title }: TypedRow): Initiative {
    const known = title === '' ? undefined : gone.get(title);
    return known ?? create();
  }

  function listTitles(owner: Initiative): readonly string[] {
    return [...bearers].flatMap(([title, borne]) => (borne.has(owner) ? [title] : []));
  }

  function settle(nextRows: SheetRows, nextOwners: Owners): void {
    const before = new Map([...owners].map(([key, owner]) => [owner, rows.get(key)]));
    const present = new Set(nextOwners.values());
    for (const [owner, row] of before) {
      if (present.has(owner) || row === undefined) continue;
      for (const title of listTitles(owner)) {
        count(departures, title);
        gone.set(title, owner);
      }
    }
    for (const owner of present) {
      if (before.has(owner)) continue;
      for (const title of listTitles(owner)) count(returns, title);
    }
    for (const [key, owner] of nextOwners) {
      const row = nextRows.get(key);
      if (row === undefined || before.get(owner)?.content === row.content) continue;
      count(arisals, row.content);
      const borne = bearers.get(row.title) ?? new Set();
      bearers.set(row.title, borne.add(owner));
    }
    for (const [title, owner] of gone) if (present.has(owner)) gone.delete(title);
    rows = nextRows;
    owners = nextOwners;
  }

  function look(): void {
    const now = reader.read();
    // A script never moves a row: whatever stands in a line belongs where it did.
    settle(
      now,
      mapRows(now, (key, row) => owners.get(key) ?? comeBack(row)),
    );
  }

  function toOwners(action: UserAction, now: SheetRows): Owners {
    switch (action.kind) {
      case 'sort':
      case 'cutRows':
        return followMoves({ rows, owners, now, comeBack });
      case 'copyRows':
        return mapRows(now, (key, row) => {
          const isSame = rows.get(key)?.content === row.content;
          return (isSame ? owners.get(key) : undefined) ?? create();
        });
      default:
        return mapRows(now, (key, row) => {
          const old = rows.get(key);
          const owner = owners.get(key);
          return owner === undefined || old === undefined || isTypedOver(old.cells, row.cells)
            ? comeBack(row)
            : owner;
        });
    }
  }

  return {
    look,
    follow(action, perform) {
      look();
      const depth = history.length;
      const before = owners;
      perform();
      const now = reader.read();
      if (action.kind !== 'undo') {
        settle(now, toOwners(action, now));
        // What changed nothing cannot be taken back either.
        if (history.length > depth) past.push(before);
        return;
      }
      const restored = history.length < depth ? past.pop() : undefined;
      settle(
        now,
        mapRows(now, (key, row) => restored?.get(key) ?? owners.get(key) ?? comeBack(row)),
      );
    },
    truth: () => ({
      rows: [...rows].flatMap(([key, row]) => {
        const initiative = owners.get(key);
        return initiative === undefined ? [] : [{ ...row, initiative }];
      }),
      bearers,
      arisals,
      departures,
      returns,
    }),
  };
}

function mapRows(rows: SheetRows, toOwner: (key: LineKey, row: TypedRow) => Initiative): Owners {
  return new Map([...rows].map(([key, row]) => [key, toOwner(key, row)]));
}

/** Lines that say something else now got it from lines that said it before. */
function followMoves(move: {
  readonly rows: SheetRows;
  readonly owners: Owners;
  readonly now: SheetRows;
  readonly comeBack: (row: TypedRow) => Initiative;
}): Owners {
  const { rows, owners, now, comeBack } = move;
  const moved = new Map<string, Initiative[]>();
  for (const [key, row] of rows) {
    const owner = owners.get(key);
    if (owner === undefined || now.get(key)?.content === row.content) continue;
    moved.set(row.content, [...(moved.get(row.content) ?? []), owner]);
  }
  return mapRows(now, (key, row) => {
    const owner = owners.get(key);
    if (owner !== undefined && rows.get(key)?.content === row.content) return owner;
    return moved.get(row.content)?.shift() ?? comeBack(row);
  });
}

/** Another title, and less than half of what was typed beside it is still there. */
function isTypedOver(old: TypedCells, now: TypedCells): boolean {
  if (isBlankCell(now.title) || isBlankCell(old.title)) return false;
  if (JSON.stringify(old.title) === JSON.stringify(now.title)) return false;
  const filled = TYPED_COLUMNS.filter((column) => column !== 'title').filter(
    (column) => !isBlankCell(old[column]) || !isBlankCell(now[column]),
  );
  const agreeing = filled.filter(
    (column) => JSON.stringify(old[column]) === JSON.stringify(now[column]),
  );
  return agreeing.length * 2 < filled.length;
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
