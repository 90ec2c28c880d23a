// Rates and crons fall due when EventBridge Scheduler would run them.
import { describe, expect, it } from 'vitest';
import { parseScheduleExpression } from '../../../local/aws/schedule-expression.ts';

const hanoi = 'Asia/Ho_Chi_Minh';

function next(expression: string, after: string, timeZone = hanoi): string | undefined {
  const anchorMs = Date.parse('2011-03-31T08:02:00+07:00');
  const dueMs = parseScheduleExpression(expression, { timeZone, anchorMs }).nextAfter(
    Date.parse(after),
  );
  return dueMs === undefined ? undefined : new Date(dueMs).toISOString();
}

describe('cron', () => {
  it.each([
    ['cron(0/5 * * * ? *)', '2011-03-31T08:02:00+07:00', '2011-03-31T01:05:00.000Z'],
    ['cron(0/5 * * * ? *)', '2011-03-31T08:04:59.999+07:00', '2011-03-31T01:05:00.000Z'],
    ['cron(0/5 * * * ? *)', '2011-03-31T08:05:00+07:00', '2011-03-31T01:10:00.000Z'],
    ['cron(0/5 * * * ? *)', '2011-03-31T23:55:00+07:00', '2011-03-31T17:00:00.000Z'],
    ['cron(30 7 * * ? *)', '2011-03-31T07:29:00+07:00', '2011-03-31T00:30:00.000Z'],
    ['cron(30 7 * * ? *)', '2011-03-31T07:30:00+07:00', '2011-04-01T00:30:00.000Z'],
    ['cron(0 8 ? * MON-FRI *)', '2011-04-01T08:00:00+07:00', '2011-04-04T01:00:00.000Z'],
    ['cron(0 8 ? * 2 *)', '2011-03-31T08:00:00+07:00', '2011-04-04T01:00:00.000Z'],
    ['cron(0 0 1 JAN,JUL ? *)', '2011-03-31T08:00:00+07:00', '2011-06-30T17:00:00.000Z'],
    ['cron(0 0 31 * ? *)', '2011-03-31T00:00:00+07:00', '2011-05-30T17:00:00.000Z'],
    ['cron(15 10-12/2 * * ? *)', '2011-03-31T10:15:00+07:00', '2011-03-31T05:15:00.000Z'],
    ['cron(0 0 29 2 ? *)', '2011-03-31T00:00:00+07:00', '2012-02-28T17:00:00.000Z'],
  ])('%s after %s is %s', (expression, after, expected) => {
    expect(next(expression, after)).toBe(expected);
  });

  it('never comes in a year that is over', () => {
    expect(next('cron(0 0 1 1 ? 2010)', '2011-03-31T00:00:00Z')).toBeUndefined();
  });

  it('skips a local time that a clock change leaves out', () => {
    const expression = 'cron(30 2 * * ? *)';
    expect(next(expression, '2024-03-30T12:00:00Z', 'Europe/Berlin')).toBe(
      '2024-04-01T00:30:00.000Z',
    );
  });
});

it('follows the clock changes of its zone from one time to the next', () => {
  const zoned = { timeZone: 'Europe/Berlin', anchorMs: 0 };
  const { nextAfter } = parseScheduleExpression('cron(0 1,4 * * ? *)', zoned);
  const times: string[] = [];
  for (let at = Date.parse('2024-03-30T12:00:00Z'); times.length < 3; ) {
    at = nextAfter(at) ?? Number.NaN;
    times.push(new Date(at).toISOString());
  }
  expect(times).toEqual([
    '2024-03-31T00:00:00.000Z',
    '2024-03-31T02:00:00.000Z',
    '2024-03-31T23:00:00.000Z',
  ]);
});

describe('rate', () => {
  it.each([
    ['rate(5 minutes)', '2011-03-31T08:02:00+07:00', '2011-03-31T01:07:00.000Z'],
    ['rate(5 minutes)', '2011-03-31T08:07:00+07:00', '2011-03-31T01:12:00.000Z'],
    ['rate(1 hour)', '2011-03-31T08:02:00+07:00', '2011-03-31T02:02:00.000Z'],
    ['rate(1 day)', '2011-03-31T08:02:00+07:00', '2011-04-01T01:02:00.000Z'],
  ])('%s after %s is %s', (expression, after, expected) => {
    expect(next(expression, after)).toBe(expected);
  });
});

it.each([
  'at(2011-03-31T08:00:00)',
  'rate(0 minutes)',
  'rate(5 weeks)',
  'cron(0 8 * * ?)',
  'cron(60 8 * * ? *)',
  'cron(0 8 ? * 2#1 *)',
  'cron(0 8 0 * ? *)',
])('%s is refused', (expression) => {
  expect(() => next(expression, '2011-03-31T00:00:00Z')).toThrow(
    expect.objectContaining({ code: 'local.schedule_expression' }),
  );
});
