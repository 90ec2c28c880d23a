import { expect, test } from 'vitest';
import {
  MAX_REMEMBERED_LENGTH,
  MAX_REMEMBERED_TEXTS,
  rememberTexts,
} from '../../core/remember-texts.ts';

function countReadings() {
  const readings = new Map<string, number>();
  const read = rememberTexts((text) => {
    readings.set(text, (readings.get(text) ?? 0) + 1);
    return text === '' ? undefined : { text };
  });
  return { read, timesOf: (text: string) => readings.get(text) ?? 0 };
}

test('reads a text once and gives the same answer again', () => {
  const { read, timesOf } = countReadings();
  expect(read('a')).toEqual({ text: 'a' });
  expect(read('a')).toBe(read('a'));
  expect(timesOf('a')).toBe(1);
});

test('remembers as well that nothing came of a text', () => {
  const { read, timesOf } = countReadings();
  expect([read(''), read('')]).toEqual([undefined, undefined]);
  expect(timesOf('')).toBe(1);
});

test('does not keep a text longer than it may be', () => {
  const { read, timesOf } = countReadings();
  const longest = 'x'.repeat(MAX_REMEMBERED_LENGTH);
  for (const text of [longest, `${longest}x`]) {
    expect(read(text)).toEqual({ text });
    expect(read(text)).toEqual({ text });
  }
  expect([timesOf(longest), timesOf(`${longest}x`)]).toEqual([1, 2]);
});

test('begins anew when there are more texts than it may keep', () => {
  const { read, timesOf } = countReadings();
  for (let count = 0; count < MAX_REMEMBERED_TEXTS; count += 1) read(`text ${count}`);
  read('text 0');
  expect(timesOf('text 0')).toBe(1);
  read('one more');
  expect(read('text 0')).toEqual({ text: 'text 0' });
  expect(timesOf('text 0')).toBe(2);
  read('one more');
  expect(timesOf('one more')).toBe(1);
});
