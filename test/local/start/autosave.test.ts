import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createAutosave } from '../../../local/start/autosave.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

function newAutosave() {
  const saves: number[] = [];
  const failures: unknown[] = [];
  let problem: Error | undefined;
  const startMs = Date.now();
  const autosave = createAutosave({
    save() {
      if (problem !== undefined) throw problem;
      saves.push(Date.now() - startMs);
    },
    onFailure: (error) => failures.push(error),
    quietMs: 100,
    longestMs: 250,
  });
  const breakWith = (error: Error | undefined): void => {
    problem = error;
  };
  return { autosave, saves, failures, breakWith };
}

test('saves once after it has been quiet', () => {
  const { autosave, saves } = newAutosave();
  autosave.note();
  vi.advanceTimersByTime(60);
  autosave.note();
  vi.advanceTimersByTime(99);
  expect(saves).toEqual([]);
  vi.advanceTimersByTime(1000);
  expect(saves).toEqual([160]);
});

test('saves in the middle of changes that do not end', () => {
  const { autosave, saves } = newAutosave();
  for (let changes = 0; changes < 10; changes += 1) {
    autosave.note();
    vi.advanceTimersByTime(50);
  }
  expect(saves).toEqual([250, 500]);
});

test('the end saves what is not saved yet, and nothing else', () => {
  const { autosave, saves } = newAutosave();
  autosave.flush();
  expect(saves).toEqual([]);
  autosave.note();
  autosave.flush();
  vi.advanceTimersByTime(1000);
  expect(saves).toEqual([0]);
});

test('what could not be saved is saved with the next change or at the end', () => {
  const { autosave, saves, failures, breakWith } = newAutosave();
  const problem = new Error('disk full');
  breakWith(problem);
  autosave.note();
  vi.advanceTimersByTime(1000);
  expect([saves, failures]).toEqual([[], [problem]]);
  breakWith(undefined);
  autosave.flush();
  expect(saves).toEqual([1000]);
});
