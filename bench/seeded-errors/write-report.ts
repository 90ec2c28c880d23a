/** The measurement as the tables of docs/seeded-errors.md. */
import { OUTCOMES, type Outcome } from './judge-row.ts';
import type { Measurement } from './measure-all.ts';
import type { CopyResult } from './measure-copies.ts';
import { countBroken, type SlipResult } from './measure-slips.ts';
import type { UntouchedResult } from './measure-untouched.ts';
import { SLIP_GROUPS, type SlipGroup } from './slip.ts';

const GROUP_NAMES: { readonly [group in SlipGroup]: string } = {
  money: 'Giá trị làm lợi',
  date: 'Ngày áp dụng',
  list: 'Lists',
  text: 'Title and description',
  authors: 'Authors and shares',
  row: 'Cells in wrong columns',
};
const PROMISES = { refused: 'refused', noticed: 'told', safe: 'never wrong', none: '–' } as const;

export function writeReport(measurement: Measurement): string {
  const { seed, sample, generated, slips, copies } = measurement;
  return [
    `Seed ${seed}.`,
    '',
    '### Rows nobody slipped in',
    '',
    '| rows | n | false alarms | rate | read otherwise than meant |',
    '| --- | ---: | ---: | ---: | ---: |',
    writeUntouched('sample', sample),
    writeUntouched('generated', generated),
    '',
    '### By group',
    '',
    '| group | n | refused | warned | understood | missed |',
    '| --- | ---: | ---: | ---: | ---: | ---: |',
    ...SLIP_GROUPS.map((group) => writeGroup(group, slips)),
    '',
    ...SLIP_GROUPS.flatMap((group) => writeSlips(group, slips)),
    '### The same initiative twice in a unit',
    '',
    '| second title | n | refused, naming the row | refused otherwise | warned as near | missed | promised |',
    '| --- | ---: | ---: | ---: | ---: | ---: | --- |',
    ...copies.map(writeCopy),
  ].join('\n');
}

function writeUntouched(name: string, result: UntouchedResult): string {
  const { rowCount, falseAlarms, misread, codes } = result;
  const rate = ((falseAlarms / rowCount) * 100).toFixed(2);
  const named = codes.length === 0 ? '' : ` (${codes.join(', ')})`;
  return writeLine([name, rowCount, `${falseAlarms}${named}`, `${rate} %`, misread]);
}

function writeGroup(group: SlipGroup, slips: readonly SlipResult[]): string {
  const own = slips.filter(({ slip }) => slip.group === group);
  const sum = (outcome: Outcome) => own.reduce((total, { counts }) => total + counts[outcome], 0);
  const count = own.reduce((total, { rowCount }) => total + rowCount, 0);
  const warned = sum('warnedRight') + sum('warnedWrong');
  return writeLine([
    GROUP_NAMES[group],
    count,
    sum('refused'),
    warned,
    sum('understood'),
    sum('missed'),
  ]);
}

function writeSlips(group: SlipGroup, slips: readonly SlipResult[]): readonly string[] {
  return [
    `### ${GROUP_NAMES[group]}`,
    '',
    '| slip | example | n | refused | warned, right | warned, wrong | understood | missed | promised |',
    '| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |',
    ...slips.filter(({ slip }) => slip.group === group).map(writeSlip),
    '',
  ];
}

function writeSlip(result: SlipResult): string {
  const { slip, example, rowCount, counts } = result;
  const broken = countBroken(result);
  const promised = PROMISES[slip.promised] + (broken === 0 ? '' : ` (**broken ${broken}×**)`);
  const cells = [slip.name, example, rowCount, ...OUTCOMES.map((outcome) => counts[outcome])];
  return writeLine([...cells, promised]);
}

function writeCopy({ slip, copyCount, counts }: CopyResult): string {
  const { named, refused, near, missed } = counts;
  const promised = PROMISES[slip.promised];
  return writeLine([slip.name, copyCount, named, refused, near, missed, promised]);
}

function writeLine(cells: readonly (string | number)[]): string {
  return `| ${cells.map((cell) => String(cell).replace(/[|&<>*]/g, escapeMark)).join(' | ')} |`;
}

/** Examples must show as typed; the bold of a broken promise is ours. */
function escapeMark(mark: string): string {
  return mark === '*' ? '*' : `\\${mark}`;
}
