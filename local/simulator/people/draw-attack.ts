/** A request that should change nothing: forged, or in another unit's name. */
import type { Step } from '../../scenario/scenario-file.ts';
import type { Draw } from './draw.ts';
import type { Writer } from './write-rows.ts';

type RequestStep = Extract<Step, { do: 'request' }>;

export type Attack = {
  readonly draw: Draw;
  readonly writer: Writer;
  readonly attacker: string;
  readonly victim: string;
  /** The victim's registered file, which its own people may see. */
  readonly spreadsheetId: string;
  /** What the victim's sheet would name now. */
  readonly after: number;
};

export function drawAttack({ draw, writer, ...attack }: Attack): RequestStep {
  const { attacker, victim, spreadsheetId, after } = attack;
  const rows = drawRows({ draw, writer, victim });
  if (draw.chance(50)) {
    const tamper = draw.oneOf(['signature', 'body', 'time', 'unsigned', 'key'] as const);
    return { do: 'request', as: victim, tamper, body: { rows } };
  }
  const claimed = draw.chance(60) ? { unit: victim, spreadsheetId, after } : {};
  const index = draw.chance(30) ? { index: [] } : {};
  return { do: 'request', as: attacker, body: { ...claimed, ...index, rows } };
}

/** Whoever has the victim's withdrawn key signs all as it should be. */
export function drawTheft({ draw, writer, victim, after }: Theft): RequestStep {
  const rows = drawRows({ draw, writer, victim });
  return { do: 'request', as: victim, tamper: 'withdrawn', body: { after, rows } };
}

export type Theft = Pick<Attack, 'draw' | 'writer' | 'victim' | 'after'>;

function drawRows({ draw, writer, victim }: Pick<Attack, 'draw' | 'writer' | 'victim'>) {
  const id = `${victim}-${String(draw.between(1, 999_999)).padStart(16, '0')}`;
  const [title = '', category = '', field = '', authors = '', appliedOn = ''] = writer.validRow();
  return [{ id, cells: { title, category, field, authors, appliedOn } }];
}
