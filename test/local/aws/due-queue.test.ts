// Due work runs in the order of time, then name, also when it makes more work.
import { expect, it } from 'vitest';
import { createDueQueue } from '../../../local/aws/due-queue.ts';

it('runs what is due in order of time and name, and leaves the rest', async () => {
  const queue = createDueQueue();
  const ran: string[] = [];
  const add = (name: string, dueMs: number): void =>
    queue.add({
      dueMs,
      name,
      run: async () => {
        ran.push(name);
        if (name === 'b') add('made by b', 20);
      },
    });
  add('late', 21);
  add('c', 10);
  add('b', 10);
  add('a', 5);
  expect(queue.nextDueMs()).toBe(5);
  expect(await queue.runDue(20)).toBe(4);
  expect(ran).toEqual(['a', 'b', 'c', 'made by b']);
  expect(queue.nextDueMs()).toBe(21);
});

it('stops a runaway', async () => {
  const queue = createDueQueue();
  const again = (): void =>
    queue.add({ dueMs: 1, name: 'again', run: () => Promise.resolve(again()) });
  again();
  await expect(queue.runDue(1)).rejects.toThrow('10000 runs due at once: again');
});
