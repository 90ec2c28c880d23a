import { expect, test } from 'vitest';
import { parseStartArguments } from '../../../local/start/arguments.ts';

const FOLDERS = { workingDir: '/home/someone', defaultDataDir: '/product/.local' };
const parse = (...args: string[]) => parseStartArguments(args, FOLDERS);
const USUAL = {
  kind: 'start',
  port: 8080,
  dataDir: '/product/.local',
  isFresh: false,
  stage: 'dev',
  programmeCode: 'ben-tre',
};

test.each([
  [[], USUAL],
  [['--port', '0'], { ...USUAL, port: 0 }],
  [['--port=65535'], { ...USUAL, port: 65_535 }],
  [['--data', 'here'], { ...USUAL, dataDir: '/home/someone/here' }],
  [['--data', '/there', '--fresh'], { ...USUAL, dataDir: '/there', isFresh: true }],
  [['--stage', 'prod'], { ...USUAL, stage: 'prod' }],
  [['--stage=dev', '--programme', 'tra-vinh'], { ...USUAL, programmeCode: 'tra-vinh' }],
  [['--help'], { kind: 'help' }],
])('%j is understood', (args, expected) => {
  expect(parse(...args)).toEqual(expected);
});

test.each([
  [['--port', '65536'], '--port takes 0 to 65535, not «65536»'],
  [['--port', '80a'], '--port takes 0 to 65535, not «80a»'],
  [['--port', ''], '--port takes 0 to 65535, not «»'],
  [['--data', ''], '--data takes a folder'],
  [['--stage', 'test'], '--stage takes dev or prod, not «test»'],
  [['--stage', ''], '--stage takes dev or prod, not «»'],
  [['--programme', 'Bến Tre'], '--programme takes a folder of programmes/, not «Bến Tre»'],
  [['--prot', '1'], "Unknown option '--prot'"],
  [['8080'], "Unexpected argument '8080'"],
])('%j is refused', (args, reason) => {
  const parsed = parse(...args);
  expect(parsed).toMatchObject({ kind: 'invalid' });
  expect(parsed.kind === 'invalid' ? parsed.reason : '').toContain(reason);
  expect(parsed.kind === 'invalid' ? parsed.reason : '').not.toContain('\n');
});
