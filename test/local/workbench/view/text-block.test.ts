import { expect, test } from 'vitest';
import { formatBlock, parseBlock } from '../../../../local/workbench/view/text-block.ts';

test.each([
  ['a', [['a']]],
  [
    'a\tb\nc\td',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    'a\tb\r\nc\td\r\n',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  ['\ta\t', [['', 'a', '']]],
  ['a\n\nb', [['a'], [''], ['b']]],
  ['"hai\ndòng"\tb', [['hai\ndòng', 'b']]],
  ['"nói ""vậy"""\tb', [['nói "vậy"', 'b']]],
  ['"mở mà không đóng\tb', [['"mở mà không đóng', 'b']]],
  ['5" x 6"\tb', [['5" x 6"', 'b']]],
  ['"a"b\tc', [['"a"b', 'c']]],
])('the clipboard text %j is the block %j', (text, block) => {
  expect(parseBlock(text)).toEqual(block);
});

test('a block that was copied is pasted as it was', () => {
  const block = [
    ['0901', 'hai\ndòng', ''],
    ['nói "vậy"', 'a\tb', 'c'],
  ];
  expect(parseBlock(formatBlock(block))).toEqual(block);
});
