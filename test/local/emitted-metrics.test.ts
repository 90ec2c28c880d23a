/** Every metric of ours that an alarm or a dashboard names is one the deployed bundles really write. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { TYPED_COLUMNS } from '../../core/columns.ts';
import { COMMITTEE_UNIT } from '../../core/messages/committee-unit.ts';
import { type CloudModel, toCloudModel } from '../../local/aws/cloud-model.ts';
import { deployTemplates } from '../../local/aws/deploy-templates.ts';
import { readAssembly } from '../../local/aws/read-assembly.ts';
import { DashboardBody } from '../../local/aws/resource-schemas.ts';
import { createVirtualClock } from '../../local/clock.ts';
import { type LocalSystem, startSystem } from '../../local/system.ts';
import { build } from '../../scripts/build.ts';

const NAMESPACE = 'SoSangKien';
const surroundings = { account: '000000000000', region: 'ap-southeast-1', partition: 'aws' };
/** «namespace name dimension=value …», dimensions in the order of the alphabet. */
const emitted = new Set<string>();
let isGoogleDown = false;
let system: LocalSystem;
let model: CloudModel;

beforeAll(async () => {
  await build({ print: () => undefined });
  const assembly = readAssembly(join(import.meta.dirname, '../../cdk.out/prod'));
  model = toCloudModel(deployTemplates(assembly, {}, surroundings));
  system = await startSystem({
    programmeCode: 'ben-tre',
    stage: 'prod',
    clock: createVirtualClock(Date.parse('2011-04-04T07:14:00+07:00')),
    seed: 1,
    sheetsFault: () =>
      isGoogleDown
        ? { kind: 'answer', status: 403, body: { error: { code: 403, message: 'no' } } }
        : undefined,
    onEvent(happened) {
      if (happened.kind !== 'cloud' || happened.event.kind !== 'invocation') return;
      const { result } = happened.event;
      if ('logs' in result) for (const line of result.logs) noteMetrics(line);
    },
  });
  await liveThroughTrouble();
});
afterAll(() => system?.stop());

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html */
const EmbeddedMetrics = z.looseObject({
  _aws: z.object({
    CloudWatchMetrics: z.array(
      z.object({
        Namespace: z.string(),
        Dimensions: z.array(z.array(z.string())),
        Metrics: z.array(z.object({ Name: z.string() })),
      }),
    ),
  }),
});

function noteMetrics(line: string): void {
  if (!line.includes('"_aws"')) return;
  const { _aws: envelope, ...values } = EmbeddedMetrics.parse(
    JSON.parse(line.slice(line.indexOf('{'))),
  );
  for (const { Namespace, Dimensions, Metrics } of envelope.CloudWatchMetrics) {
    for (const names of Dimensions) {
      const dimensions = new Map(names.map((name) => [name, String(values[name])]));
      for (const { Name } of Metrics) emitted.add(describeMetric(Namespace, Name, dimensions));
    }
  }
}

function describeMetric(
  namespace: string,
  name: string,
  dimensions: ReadonlyMap<string, string>,
): string {
  const said = [...dimensions].map(([key, value]) => `${key}=${value}`).sort();
  return [namespace, name, ...said].join(' ');
}

/** Rows, publications and mails, and everything an alarm of ours is for. */
async function liveThroughTrouble(): Promise<void> {
  await system.open(COMMITTEE_UNIT);
  const cells = { title: 'Cân nguyên liệu', category: 'Tiết kiệm', authors: 'Lê An (100%)' };
  const row = { ...cells, appliedOn: '15/05/2010', benefit: '1.000.000' };
  const values = [
    TYPED_COLUMNS.map((column) => Object.entries(row).find(([name]) => name === column)?.[1] ?? ''),
  ];
  await system.act('BT028', { kind: 'paste', sheetId: 0, row: 1, column: 3, values });
  isGoogleDown = true;
  await system.publish();
  isGoogleDown = false;
  await system.publish();
  await system.publish();
  await digest('2011-04-04T07:15:00');
  system.cloud.addFault({ at: 'mail', kind: 'throttle', count: 1_000 });
  await digest('2011-04-04T07:30:00');
  system.cloud.clearFaults();
  system.cloud.addFault({ at: 'mail', kind: 'timeoutAfter', count: 1 });
  await digest('2011-04-11T07:30:00');
  system.cloud.clearFaults();
  await digest('2011-05-01T07:30:00');
  const scheduledTime = new Date(system.clock.now()).toISOString();
  await system.cloud.invoke('sweep', { kind: 'schedule', scheduledTime });
}

async function digest(time: string): Promise<void> {
  const at = Date.parse(`${time}+07:00`);
  system.clock.advanceTo(at);
  await system.cloud.invoke('digest', {
    kind: 'schedule',
    scheduledTime: new Date(at).toISOString(),
  });
}

it('of every alarm', () => {
  const own = model.alarms.filter(({ properties }) => properties.Namespace === NAMESPACE);
  const named = own.map(({ properties: { Namespace, MetricName, Dimensions } }) =>
    describeMetric(
      Namespace,
      MetricName,
      new Map(Dimensions.map(({ Name, Value }) => [Name, Value])),
    ),
  );
  expect(named.length).toBeGreaterThanOrEqual(4);
  expect(named.filter((metric) => !emitted.has(metric))).toEqual([]);
});

it('of every graph', () => {
  const widgets = model.dashboards.flatMap(
    ({ properties }) => DashboardBody.parse(JSON.parse(properties.DashboardBody)).widgets,
  );
  const named = widgets
    .flatMap(({ properties }) => properties.metrics ?? [])
    .map((line) => line.filter((part) => typeof part === 'string'))
    .filter(([namespace]) => namespace === NAMESPACE)
    .map(([namespace = '', name = '', ...rest]) => {
      const dimensions = new Map<string, string>();
      for (let index = 0; index < rest.length; index += 2) {
        dimensions.set(rest[index] ?? '', rest[index + 1] ?? '');
      }
      return describeMetric(namespace, name, dimensions);
    });
  expect(named.length).toBeGreaterThanOrEqual(4);
  // A mail is refused or unknown on the days of trouble above; the others are of every day.
  expect(named.filter((metric) => !emitted.has(metric))).toEqual([]);
});
