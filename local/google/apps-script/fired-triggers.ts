// Which functions an event starts, as whom, and with what event object.

import type { SheetEvent } from '../people/sheet-event.ts';
import type { Binding } from './binding.ts';
import type { TriggerKind } from './calls.ts';
import type { ExecutionType } from './execution.ts';
import type { EventData } from './messages.ts';
import type { Trigger } from './trigger-store.ts';

/** A person's action, or that someone opened the spreadsheet. */
export type Happening = SheetEvent | { readonly kind: 'open' };

export type FiredTrigger = {
  readonly functionName: string;
  readonly type: ExecutionType;
  readonly isSimple: boolean;
  /** The account it runs as. */
  readonly user: string;
  readonly event: EventData;
};

const SIMPLE: Readonly<Record<Happening['kind'], string | undefined>> = {
  open: 'onOpen',
  edit: 'onEdit',
  // There is no simple trigger for changes.
  change: undefined,
};
const INSTALLABLE: Readonly<Record<Happening['kind'], TriggerKind>> = {
  open: 'ON_OPEN',
  edit: 'ON_EDIT',
  change: 'ON_CHANGE',
};

export function firedBy(
  happening: Happening,
  {
    binding,
    user,
    triggers,
  }: {
    readonly binding: Binding;
    /** At the keyboard. */
    readonly user: string;
    readonly triggers: readonly Trigger[];
  },
): readonly FiredTrigger[] {
  const type = happening.kind;
  const name = SIMPLE[type];
  const simple: FiredTrigger[] = [];
  if (name !== undefined && binding.functionNames.has(name)) {
    const event = toEvent(happening, { authMode: 'LIMITED', userEmail: user });
    simple.push({ functionName: name, type, isSimple: true, user, event });
  }
  const installed = triggers
    .filter(({ kind }) => kind === INSTALLABLE[type])
    .map(({ functionName, owner, uniqueId }): FiredTrigger => {
      // Google hides the editor from a trigger that runs as someone else.
      const userEmail = owner === user ? user : '';
      const event = toEvent(happening, { authMode: 'FULL', triggerUid: uniqueId, userEmail });
      return { functionName, type, isSimple: false, user: owner, event };
    });
  return [...simple, ...installed];
}

type Base = {
  readonly authMode: 'LIMITED' | 'FULL';
  readonly triggerUid?: string;
  readonly userEmail: string;
};

function toEvent(happening: Happening, base: Base): EventData {
  switch (happening.kind) {
    case 'open':
      return { kind: 'open', ...base };
    case 'change':
      return { kind: 'change', changeType: happening.changeType, ...base };
    case 'edit': {
      const { sheetId, range, value, oldValue } = happening;
      const { row, column, rows, columns } = range;
      return {
        kind: 'edit',
        ...base,
        range: { sheetId, row: row + 1, column: column + 1, rows, columns },
        ...(value === undefined ? {} : { value }),
        ...(oldValue === undefined ? {} : { oldValue }),
      };
    }
  }
}
