import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { openDataFolder } from '../../../local/aws/data-folder.ts';
import { LocalFault } from '../../../local/aws/local-fault.ts';
import { describeFailedInvocation } from '../../../local/start/describe-failed-invocation.ts';
import { describeFailure } from '../../../local/start/describe-failure.ts';
import { emptyDataFolder } from '../../../local/start/empty-data-folder.ts';
import { formatLoadedUnit } from '../../../local/start/format-loaded-unit.ts';
import { isNodeNewEnough } from '../../../local/start/node-version.ts';
import { readStartMemory, writeStartMemory } from '../../../local/start/start-memory.ts';
import { NO_RECEIPTS } from '../../../local/workbench/api/count-receipts.ts';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'start-parts-'));
  folders.push(folder);
  return folder;
}

test.each([
  ['18.20.0', false],
  ['20.18.9', false],
  ['20.19.0', true],
  ['21.7.0', false],
  ['22.11.0', false],
  ['22.12.0', true],
  ['24.0.0', true],
])('Node %s is new enough: %s', (version, expected) => {
  expect(isNodeNewEnough(version)).toBe(expected);
});

test('a failure is one line that says what to do', () => {
  expect(describeFailure(new LocalFault('local.port_taken', { port: 8080 }))).toBe(
    'Port 8080 is taken. Stop the program that uses it, or choose another one with --port.',
  );
  expect(
    describeFailure(new LocalFault('local.table_binary_missing', { tried: '@dynoxide/linux-x64' })),
  ).toBe(
    'The table server @dynoxide/linux-x64 is not installed for this machine. ' +
      'Run npm install, or set DYNAMODB_ENDPOINT to a server of your own.',
  );
  const failed = { unit: 'BT004', functionName: 'menuActivate', outcome: 'timed_out' };
  for (const error of ['Exceeded maximum execution time', 'Exceeded maximum execution time.']) {
    expect(describeFailure(new LocalFault('local.activation_failed', { ...failed, error }))).toBe(
      'The spreadsheet of BT004 could not be activated: menuActivate timed_out: ' +
        'Exceeded maximum execution time. Start again: what is loaded by now is kept.',
    );
  }
  expect(describeFailure(new LocalFault('local.function_unknown', { name: 'x' }))).toBe(
    'local.function_unknown {"name":"x"}',
  );
  expect(describeFailure(new Error('two\n  lines\n'))).toBe('two lines');
});

test.each([
  [{ kind: 'success', payload: '{}' }, undefined],
  [
    { kind: 'error', error: { errorType: 'Fault', errorMessage: 'publish.unverified' } },
    'summarize failed: Fault: publish.unverified',
  ],
  [
    { kind: 'timeout', error: { errorType: 'Sandbox.Timedout', errorMessage: 'after 120 s' } },
    'summarize failed: Sandbox.Timedout: after 120 s',
  ],
] as const)('a function that ends with %j is said so: %s', (outcome, line) => {
  const result = { requestId: 'r', outcome, logs: [], durationMs: 1 };
  const invocation = { atMs: 0, functionName: 'summarize', source: 'schedule', result } as const;
  const event = { kind: 'invocation', ...invocation } as const;
  expect(describeFailedInvocation({ kind: 'cloud', event })).toBe(line);
});

test('a function that was not even started is said so', () => {
  const result = { kind: 'refused', reason: 'throttled' } as const;
  const invocation = { atMs: 0, functionName: 'ingest', source: 'http', result } as const;
  const event = { kind: 'invocation', ...invocation } as const;
  expect(describeFailedInvocation({ kind: 'cloud', event })).toBe(
    'ingest was not started: throttled',
  );
});

test('--fresh takes away what is ours and nothing else', () => {
  const folder = newFolder();
  for (const name of ['google.json', 'start.json', 'letter.docx']) {
    writeFileSync(join(folder, name), '{}');
  }
  mkdirSync(join(folder, 'aws'));
  writeFileSync(join(folder, 'aws/table.db'), '');
  emptyDataFolder(folder);
  expect(readdirSync(folder)).toEqual(['letter.docx']);
});

test('--fresh takes nothing from a process that runs', () => {
  const folder = newFolder();
  const taken = openDataFolder(folder);
  writeFileSync(join(folder, 'google.json'), '{}');
  expect(() => emptyDataFolder(folder)).toThrow(/local\.data_folder_in_use/);
  expect(existsSync(join(folder, 'google.json'))).toBe(true);
  taken.release();
});

test('what a start leaves is read by the next one', () => {
  const folder = newFolder();
  expect(readStartMemory(folder)).toEqual({ version: 1, sampleUnits: [] });
  const memory = { version: 1, httpPort: 8081, sampleUnits: ['BT061'] } as const;
  writeStartMemory(folder, { ...memory, sampleUnits: ['BT061'] });
  expect(readStartMemory(folder)).toEqual(memory);
  expect(readdirSync(folder)).toEqual(['start.json']);
  writeFileSync(join(folder, 'start.json'), '{"version":2,"sampleUnits":[]}');
  expect(() => readStartMemory(folder)).toThrow(/a newer version of this program wrote it/);
  writeFileSync(join(folder, 'start.json'), '{"version":1}');
  expect(() => readStartMemory(folder)).toThrow(/damaged or not ours/);
});

test('the progress of a unit is one line with what became of its rows', () => {
  const unit = { unit: 'BT062', name: 'Mía đường', pastedRowCount: 22 };
  expect(formatLoadedUnit({ ...unit, receipts: { ...NO_RECEIPTS, saved: 21, rejected: 1 } })).toBe(
    'BT062 Mía đường: 22 rows pasted, 21 saved, 1 refused',
  );
  expect(formatLoadedUnit({ ...unit, pastedRowCount: 0, receipts: NO_RECEIPTS })).toBe(
    'BT062 Mía đường: 0 rows pasted, no rows',
  );
});
