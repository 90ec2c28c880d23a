/** Plays lines of a scenario on a peer and keeps its records for a look. */

import { createJudge } from '../../../bench/peers/judge/judge.ts';
import type { Judgement } from '../../../bench/peers/judge/judge-unit.ts';
import { startPeerStage } from '../../../bench/peers/peer-stage.ts';
import type { Peer } from '../../../bench/peers/peers.ts';
import { playScenario } from '../../../bench/peers/play-scenario.ts';
import { parseScenarioText } from '../../../bench/peers/read-scenarios.ts';
import type { RecordEvidence } from '../../../bench/peers/record-evidence.ts';
import { createVirtualClock } from '../../../local/clock.ts';
import type { Step } from '../../../local/scenario/scenario-file.ts';

export const UNIT = 'BT028';
export const COLUMNS = {
  title: 'Tên sáng kiến',
  date: 'Ngày áp dụng lần đầu hoặc áp dụng thử',
  benefit: 'Giá trị làm lợi (đồng/năm)',
  note: 'Ghi chú',
} as const;

const SETUP = '{"do":"setup","programme":"ben-tre","seed":5,"now":"2011-03-31T08:00:00+07:00"}';

/** A row that is valid as typed. */
export function toValues(title: string, benefit = 'không tính được'): readonly string[] {
  const group = ['Hợp lý hóa sản xuất', 'Công nghiệp', 'Tổ Kỹ thuật (100%)', '15/05/2010'];
  return [title, ...group, 'Thay cách làm cũ.', '', benefit];
}

export function pasteRows(row: number, titles: readonly string[]): object {
  return { do: 'paste', in: UNIT, row, values: titles.map((title) => toValues(title)) };
}

export type Played = {
  readonly judgement: Judgement;
  readonly records: readonly RecordEvidence[];
  /** Titles and benefits of the active records, in order of titles. */
  readonly active: readonly (readonly [title: string, benefit: string])[];
};

/** @param plant changes the records before the judge sees them */
export async function playOnPeer(
  peer: Peer,
  steps: readonly object[],
  plant: (records: readonly RecordEvidence[]) => readonly RecordEvidence[] = (all) => all,
): Promise<Played> {
  const lines = [SETUP, ...steps.map((step) => JSON.stringify(step))].join('\n');
  const { setup, steps: parsed } = parseScenarioText(lines, 'lines of a test');
  const clock = createVirtualClock(Date.parse(setup.now));
  const stage = startPeerStage(peer, {
    programmeCode: setup.programme,
    seed: setup.seed,
    clock,
  });
  const planted = async (unit: string) => plant(await stage.readRecords(unit));
  const judge = createJudge({
    programme: stage.programme,
    now: clock.now,
    records: {
      readRecords: planted,
      readActiveCells: async (unit) =>
        (await planted(unit)).filter(({ isActive }) => isActive).map(({ cells }) => cells),
    },
  });
  try {
    await playScenario(
      { stage, judge, dir: import.meta.dirname },
      parsed satisfies readonly Step[],
    );
    const records = await stage.readRecords(UNIT);
    const active = records
      .filter(({ isActive }) => isActive)
      .map(({ cells }) => [String(cells.title), String(cells.benefit)] as const)
      .sort(([one], [other]) => (one < other ? -1 : 1));
    return { judgement: await judge.judge(), records, active };
  } finally {
    await stage.stop();
  }
}
