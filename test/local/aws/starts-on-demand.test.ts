// A cloud that starts functions as they are called: what runs when, and what code that does not load does.
import { describe, expect, it } from 'vitest';
import { pick } from './tiny-assembly.ts';
import { useTinyClouds } from './tiny-clouds.ts';

const startMs = Date.UTC(2011, 2, 31, 1, 2, 0);
const hourMs = 3_600_000;

const clouds = useTinyClouds(startMs);
const { start, changeAssembly } = clouds;
const startLater = ['report', 'digest', 'sweep'];

/** The last words of the names of those that ran. */
function listInvoked(): readonly string[] {
  const names = clouds.events.flatMap((event) =>
    event.kind === 'invocation' ? [event.functionName.split('-').at(-1) ?? ''] : [],
  );
  return [...new Set(names)];
}

describe('functions that start on demand', () => {
  it('wait for their first call', async () => {
    const all = await start();
    expect(all.processes().functions).toHaveLength(5);
    const cloud = await start({ startLater });
    expect(cloud.processes().functions).toHaveLength(2);
    await cloud.invoke('digest', { do: 'count' });
    expect(cloud.processes().functions).toHaveLength(3);
  });

  it('run by their schedules as ever', async () => {
    const cloud = await start({ startLater });
    clouds.nowMs = startMs + hourMs;
    await cloud.runDue(clouds.nowMs);
    expect(listInvoked().toSorted()).toEqual(['digest', 'report', 'summarize', 'sweep']);
    expect(cloud.processes().functions).toHaveLength(5);
  });

  it('stop whoever calls them each time while their code does not load', async () => {
    const assemblyDir = changeAssembly(({ service }) => {
      pick(service, 'AWS::Lambda::Function', 'Sweep').Handler = 'index.main';
    });
    const cloud = await start({ assemblyDir, startLater });
    const fault = { code: 'local.function_init_failed' };
    await expect(cloud.invoke('sweep', {})).rejects.toMatchObject(fault);
    clouds.nowMs = startMs + hourMs;
    await expect(cloud.runDue(clouds.nowMs)).rejects.toMatchObject(fault);
  });

  it('leave the others as strict as ever', async () => {
    const assemblyDir = changeAssembly(({ service }) => {
      pick(service, 'AWS::Lambda::Function', 'Ingest').Handler = 'index.main';
    });
    const fault = { code: 'local.function_init_failed' };
    await expect(start({ assemblyDir, startLater })).rejects.toMatchObject(fault);
  });
});
