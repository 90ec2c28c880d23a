// Refuses alarms that could never ring: of a metric nobody has, or with nobody to hear them.
import * as z from 'zod/mini';
import type { CloudModel } from './cloud-model.ts';
import { describeIssues } from './describe-issues.ts';
import { refuse } from './refuse.ts';
import { DashboardBody } from './resource-schemas.ts';

const ALARMS = 'cloudwatch.amazonaws.com';

/** @throws LocalFault 'local.wiring' naming the alarm, topic, subscription or dashboard */
export function checkMonitoring(model: CloudModel): void {
  for (const alarm of model.alarms) checkAlarm(model, alarm);
  for (const { logicalId, properties } of model.subscriptions) {
    requireTopic(model, logicalId, properties.TopicArn);
  }
  for (const { logicalId, properties } of model.topicPolicies) {
    for (const arn of properties.Topics) requireTopic(model, logicalId, arn);
  }
  for (const dashboard of model.dashboards) checkDashboard(model, dashboard);
}

type Topic = CloudModel['topics'][number];

function requireTopic({ topics }: CloudModel, user: string, arn: string): Topic {
  return topics.find(({ ref }) => ref === arn) ?? refuse(user, `no topic ${arn}`);
}

function checkAlarm(model: CloudModel, { logicalId, properties }: CloudModel['alarms'][number]) {
  const { AlarmActions, OKActions = [], Namespace, MetricName, Dimensions } = properties;
  if (AlarmActions.length === 0) refuse(logicalId, 'it tells nobody');
  for (const arn of [...AlarmActions, ...OKActions]) {
    checkPublishing(model, requireTopic(model, logicalId, arn));
  }
  const dimensions = new Map(Dimensions.map(({ Name, Value }) => [Name, Value]));
  checkMetric(model, logicalId, { namespace: Namespace, name: MetricName, dimensions });
}

type ResourcePolicy = CloudModel['topicPolicies'][number]['properties']['PolicyDocument'];

/** CloudWatch must be let onto the topic, and use the key the topic is encrypted with. */
function checkPublishing(model: CloudModel, { logicalId, ref, properties }: Topic): void {
  const policies = model.topicPolicies.filter((one) => one.properties.Topics.includes(ref));
  const mayPublish = policies.some((one) =>
    allowsAlarms(one.properties.PolicyDocument, 'sns:Publish'),
  );
  // Without any policy everything of the account may publish.
  if (policies.length > 0 && !mayPublish) refuse(logicalId, `${ALARMS} may not publish to it`);
  const { KmsMasterKeyId } = properties;
  if (KmsMasterKeyId === undefined) return;
  const key =
    model.keys.find(({ arn }) => arn === KmsMasterKeyId) ??
    refuse(logicalId, `no key ${KmsMasterKeyId}`);
  for (const action of ['kms:Decrypt', 'kms:GenerateDataKey']) {
    if (allowsAlarms(key.properties.KeyPolicy, action)) continue;
    refuse(key.logicalId, `${ALARMS} may not ${action} with it`);
  }
}

function allowsAlarms({ Statement }: ResourcePolicy, action: string): boolean {
  return Statement.some(({ Effect, Action, Principal }) => {
    const services = typeof Principal === 'string' ? [] : [Principal.Service ?? []].flat();
    return Effect === 'Allow' && [Action].flat().includes(action) && services.includes(ALARMS);
  });
}

type Metric = {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: ReadonlyMap<string, string>;
};

type Source = {
  /** Of the dimension that says whose metric it is. */
  readonly dimension: string;
  readonly metrics: readonly string[];
  exists(model: CloudModel, value: string): boolean;
};

/** Metrics of AWS that the stacks use. */
const SOURCES: ReadonlyMap<string, Source> = new Map([
  [
    'AWS/Lambda',
    {
      dimension: 'FunctionName',
      metrics: ['Duration', 'Errors', 'Invocations', 'Throttles'],
      exists: ({ functions }, value) => functions.some(({ ref }) => ref === value),
    },
  ],
  [
    'AWS/SQS',
    {
      dimension: 'QueueName',
      metrics: ['ApproximateNumberOfMessagesVisible'],
      exists: ({ queues }, value) => queues.some(({ arn }) => arn.endsWith(`:${value}`)),
    },
  ],
  [
    'AWS/ApiGateway',
    {
      dimension: 'ApiId',
      metrics: ['4xx', '5xx', 'Count', 'Latency'],
      exists: ({ apis }, value) => apis.some(({ ref }) => ref === value),
    },
  ],
]);

function checkMetric(model: CloudModel, user: string, metric: Metric): void {
  const { namespace, name, dimensions } = metric;
  const source = SOURCES.get(namespace);
  if (source === undefined) {
    checkOwnMetric(model, user, metric);
    return;
  }
  const { dimension, metrics, exists } = source;
  if (!metrics.includes(name)) refuse(user, `${namespace} has no metric ${name}`);
  const value = dimensions.get(dimension);
  if (value === undefined || dimensions.size > 1) {
    refuse(user, `${namespace} ${name} is told apart by ${dimension} alone`);
  }
  if (!exists(model, value))
    refuse(user, `${namespace} ${name}: there is no ${dimension} ${value}`);
}

/** One that a function writes: namespace and dimensions as its environment has it write them. */
function checkOwnMetric({ functions }: CloudModel, user: string, metric: Metric): void {
  const { namespace, name, dimensions } = metric;
  const writers = functions.filter(({ properties }) => {
    const variables = properties.Environment?.Variables ?? {};
    return (
      variables.POWERTOOLS_METRICS_NAMESPACE === namespace &&
      variables.POWERTOOLS_SERVICE_NAME === dimensions.get('service') &&
      variables.STAGE === dimensions.get('stage') &&
      variables.PROGRAMME === dimensions.get('programme')
    );
  });
  if (dimensions.size === 3 && writers.length > 0) return;
  const said = [...dimensions].map(([key, value]) => `${key}=${value}`).join(', ');
  refuse(user, `no function writes ${namespace} ${name} with ${said || 'no dimension'}`);
}

function checkDashboard(
  model: CloudModel,
  { logicalId, properties }: CloudModel['dashboards'][number],
): void {
  const { widgets } = readBody(logicalId, properties.DashboardBody);
  for (const { properties: widget } of widgets) {
    const unknown = (widget.alarms ?? []).find(
      (arn) => !model.alarms.some((one) => one.arn === arn),
    );
    if (unknown !== undefined) refuse(logicalId, `no alarm ${unknown}`);
    for (const line of widget.metrics ?? []) checkMetric(model, logicalId, toMetric(line));
  }
}

function readBody(logicalId: string, text: string): z.infer<typeof DashboardBody> {
  const body = z.safeParse(DashboardBody, readJson(logicalId, text));
  return body.success ? body.data : refuse(logicalId, describeIssues('its body', body.error));
}

function readJson(logicalId: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return refuse(logicalId, 'its body is no JSON');
  }
}

/** «[namespace, name, key, value, …, options]», as a widget has it. */
function toMetric(line: readonly unknown[]): Metric {
  const [namespace = '', name = '', ...rest] = line.filter((one) => typeof one === 'string');
  const dimensions = new Map<string, string>();
  for (let index = 0; index + 1 < rest.length; index += 2) {
    dimensions.set(rest[index] ?? '', rest[index + 1] ?? '');
  }
  return { namespace, name, dimensions };
}
