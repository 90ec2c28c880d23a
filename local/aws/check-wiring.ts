// Refuses what would deploy and then fail: missing permissions, targets and grants.
import { checkMonitoring } from './check-monitoring.ts';
import type { CloudModel, LocalFunction, LocalRole, LocalTable } from './cloud-model.ts';
import { type RolePermissions, toRolePermissions } from './permissions.ts';
import { refuse } from './refuse.ts';
import type { Surroundings } from './resource-identity.ts';

/** @throws LocalFault 'local.wiring' naming the resource and what it lacks */
export function checkWiring(model: CloudModel, surroundings: Surroundings): void {
  for (const table of model.tables) checkTable(table);
  for (const target of model.functions) checkFunction(model, target, surroundings);
  for (const route of model.routes) checkRoute(model, route);
  for (const schedule of model.schedules) checkSchedule(model, schedule);
  for (const config of model.eventInvokeConfigs) checkDestination(model, config);
  for (const rule of model.rules) checkRule(model, rule);
  for (const destination of model.eventDestinations) checkEventDestination(model, destination);
  if (model.routes.length > 0) checkStages(model);
  checkMonitoring(model);
}

/** @throws LocalFault 'local.wiring' when no such role is in the template */
export function requireRole(model: CloudModel, roleArn: string, user: string): LocalRole {
  const role = model.roles.find((candidate) => candidate.arn === roleArn);
  return role ?? refuse(user, `its role ${roleArn} does not exist`);
}

/** The function an integration or a permission names, by name or ARN. */
export function findFunction(model: CloudModel, nameOrArn: string): LocalFunction | undefined {
  return model.functions.find(({ ref, arn }) => ref === nameOrArn || arn === nameOrArn);
}

function checkTable({ logicalId, properties }: LocalTable): void {
  const defined = new Set(properties.AttributeDefinitions.map((one) => one.AttributeName));
  const schemas = [
    properties.KeySchema,
    ...(properties.GlobalSecondaryIndexes ?? []).map((index) => index.KeySchema),
  ];
  const used = new Set(schemas.flat().map((key) => key.AttributeName));
  const undefinedKey = [...used].find((name) => !defined.has(name));
  if (undefinedKey !== undefined) refuse(logicalId, `key ${undefinedKey} is not defined`);
  const unused = [...defined].find((name) => !used.has(name));
  if (unused !== undefined) refuse(logicalId, `attribute ${unused} is in no key`);
}

function checkFunction(model: CloudModel, target: LocalFunction, { region }: Surroundings): void {
  const { logicalId, properties } = target;
  const role = requireRole(model, properties.Role, logicalId);
  requireTrust(role, 'lambda.amazonaws.com');
  const permissions = toRolePermissions(model, role);
  const logGroup = properties.LoggingConfig?.LogGroup;
  if (logGroup !== undefined) {
    const resource = `${target.arn.replace(/:lambda:(.*):function:.*$/, ':logs:$1')}:log-group:${logGroup}:*`;
    requireGrants(logicalId, permissions, ['logs:CreateLogStream', 'logs:PutLogEvents'], resource);
  }
  for (const [name, value] of Object.entries(properties.Environment?.Variables ?? {})) {
    checkVariable(model, { name, value, logicalId, permissions, region });
  }
}

type Variable = {
  readonly name: string;
  readonly value: string;
  readonly logicalId: string;
  readonly permissions: RolePermissions;
  readonly region: string;
};

/** A function that is told of a table or a secret must be allowed to use it. */
function checkVariable(model: CloudModel, variable: Variable): void {
  const { name, value, logicalId, permissions } = variable;
  const table = model.tables.find(({ ref, arn }) => ref === value || arn === value);
  if (table !== undefined) {
    requireGrants(logicalId, permissions, listTableActions(permissions, table.arn), table.arn);
    const key = table.properties.SSESpecification?.KMSMasterKeyId;
    requireKey(variable, { key, service: 'dynamodb', actions: ['kms:Decrypt'] });
    return;
  }
  const secret = model.secrets.find(({ ref }) => ref === value);
  if (secret !== undefined) {
    requireGrants(logicalId, permissions, ['secretsmanager:GetSecretValue'], secret.ref);
    const key = secret.properties.KmsKeyId;
    requireKey(variable, { key, service: 'secretsmanager', actions: ['kms:Decrypt'] });
    return;
  }
  const bucket = model.buckets.find(({ ref }) => ref === value);
  if (bucket !== undefined) {
    requireGrants(logicalId, permissions, ['s3:ListBucket'], bucket.arn);
    const [rule] = bucket.properties.BucketEncryption.ServerSideEncryptionConfiguration;
    const key = rule?.ServerSideEncryptionByDefault.KMSMasterKeyID;
    requireKey(variable, { key, service: 's3', actions: ['kms:Decrypt', 'kms:GenerateDataKey'] });
    return;
  }
  const set = model.configurationSets.find(({ ref }) => ref === value);
  if (set !== undefined) {
    for (const { arn } of [set, ...model.emailIdentities]) {
      requireGrants(logicalId, permissions, ['ses:SendEmail', 'ses:SendRawEmail'], arn);
    }
    if (model.emailIdentities.length === 0) refuse(logicalId, 'there is no identity to send as');
    return;
  }
  const expected = {
    MAIL_CONFIGURATION_SET: 'configuration set',
    TABLE_NAME: 'table',
    MASTER_SECRET_ID: 'secret',
    REPORT_BUCKET_NAME: 'bucket',
  }[name];
  if (expected !== undefined) refuse(logicalId, `${name} names no ${expected}: ${value}`);
}

const tableWrites = ['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem'];

/** A function that may write at all must be able to put; one that only reads need not. */
function listTableActions(permissions: RolePermissions, resource: string): readonly string[] {
  const writes = tableWrites.some((name) =>
    permissions.allows({ action: `dynamodb:${name}`, resource }),
  );
  return ['dynamodb:GetItem', ...(writes ? ['dynamodb:PutItem'] : [])];
}

type KeyUse = {
  readonly key: string | undefined;
  readonly service: string;
  readonly actions: readonly string[];
};

function requireKey(variable: Variable, { key, service, actions }: KeyUse): void {
  if (key === undefined) return;
  const { logicalId, name, permissions, region } = variable;
  const viaService = `${service}.${region}.amazonaws.com`;
  for (const action of actions) {
    if (permissions.allows({ action, resource: key, viaService })) continue;
    refuse(logicalId, `its role may not ${action} with the key behind ${name}`);
  }
}

function requireGrants(
  user: string,
  permissions: RolePermissions,
  actions: readonly string[],
  resource: string,
): void {
  const missing = actions.find((action) => !permissions.allows({ action, resource }));
  if (missing !== undefined) refuse(user, `its role may not ${missing} on ${resource}`);
}

function requireTrust(role: LocalRole, service: string): void {
  const trusted = role.properties.AssumeRolePolicyDocument.Statement.some(
    ({ Effect, Action, Principal }) =>
      Effect === 'Allow' &&
      Action === 'sts:AssumeRole' &&
      [Principal.Service ?? []].flat().includes(service),
  );
  if (!trusted) refuse(role.logicalId, `${service} may not assume it`);
}

function checkRoute(
  model: CloudModel,
  { logicalId, properties }: CloudModel['routes'][number],
): void {
  const integration =
    model.integrations.find(({ ref }) => properties.Target === `integrations/${ref}`) ??
    refuse(logicalId, `${properties.Target} does not exist`);
  const uri = integration.properties.IntegrationUri;
  const target = findFunction(model, uri) ?? refuse(logicalId, `no function ${uri}`);
  const path = properties.RouteKey.split(' ')[1] ?? '';
  const allowed = model.permissions.some(
    (permission) =>
      permission.properties.Action === 'lambda:InvokeFunction' &&
      permission.properties.Principal === 'apigateway.amazonaws.com' &&
      findFunction(model, permission.properties.FunctionName) === target &&
      coversRoute(permission.properties.SourceArn, { apiId: properties.ApiId, path }),
  );
  if (!allowed) refuse(logicalId, `API Gateway may not invoke ${target.ref} for ${path}`);
}

function coversRoute(
  sourceArn: string | undefined,
  { apiId, path }: { readonly apiId: string; readonly path: string },
): boolean {
  if (sourceArn === undefined) return true;
  const route = sourceArn.split(`:${apiId}/`)[1];
  return route !== undefined && (route === `*/*${path}` || route === '*/*' || route === '*');
}

function checkStages(model: CloudModel): void {
  for (const { logicalId, properties } of model.stages) {
    const known = model.routes.filter((route) => route.properties.ApiId === properties.ApiId);
    const keys = known.map((route) => route.properties.RouteKey);
    const unknown = Object.keys(properties.RouteSettings ?? {}).find((key) => !keys.includes(key));
    if (unknown !== undefined) refuse(logicalId, `it throttles ${unknown}, which is no route`);
  }
  for (const api of model.apis) {
    if (!model.stages.some(({ properties }) => properties.ApiId === api.ref)) {
      refuse(api.logicalId, 'it has no stage, so nothing is served');
    }
  }
}

function checkSchedule(model: CloudModel, schedule: CloudModel['schedules'][number]): void {
  const { Arn, RoleArn, DeadLetterConfig } = schedule.properties.Target;
  if (findFunction(model, Arn) === undefined) refuse(schedule.logicalId, `no function ${Arn}`);
  const role = requireRole(model, RoleArn, schedule.logicalId);
  requireTrust(role, 'scheduler.amazonaws.com');
  const permissions = toRolePermissions(model, role);
  requireGrants(schedule.logicalId, permissions, ['lambda:InvokeFunction'], Arn);
  if (DeadLetterConfig === undefined) return;
  requireQueue(model, schedule.logicalId, DeadLetterConfig.Arn);
  requireGrants(schedule.logicalId, permissions, ['sqs:SendMessage'], DeadLetterConfig.Arn);
}

function checkRule(model: CloudModel, rule: CloudModel['rules'][number]): void {
  for (const { Arn, DeadLetterConfig } of rule.properties.Targets) {
    const target = findFunction(model, Arn) ?? refuse(rule.logicalId, `no function ${Arn}`);
    const allowed = model.permissions.some(
      ({ properties }) =>
        properties.Action === 'lambda:InvokeFunction' &&
        properties.Principal === 'events.amazonaws.com' &&
        findFunction(model, properties.FunctionName) === target &&
        (properties.SourceArn === undefined || properties.SourceArn === rule.arn),
    );
    if (!allowed) refuse(rule.logicalId, `EventBridge may not invoke ${target.ref}`);
    if (DeadLetterConfig !== undefined) requireQueue(model, rule.logicalId, DeadLetterConfig.Arn);
  }
}

function checkEventDestination(
  model: CloudModel,
  { logicalId, properties }: CloudModel['eventDestinations'][number],
): void {
  const { ConfigurationSetName: name } = properties;
  if (!model.configurationSets.some(({ ref }) => ref === name)) {
    refuse(logicalId, `no configuration set ${name}`);
  }
}

function checkDestination(
  model: CloudModel,
  { logicalId, properties }: CloudModel['eventInvokeConfigs'][number],
): void {
  const target =
    findFunction(model, properties.FunctionName) ??
    refuse(logicalId, `no function ${properties.FunctionName}`);
  const destination = properties.DestinationConfig?.OnFailure.Destination;
  if (destination === undefined) return;
  requireQueue(model, logicalId, destination);
  const role = requireRole(model, target.properties.Role, target.logicalId);
  requireGrants(logicalId, toRolePermissions(model, role), ['sqs:SendMessage'], destination);
}

function requireQueue(model: CloudModel, user: string, arn: string): void {
  if (!model.queues.some((queue) => queue.arn === arn)) refuse(user, `no queue ${arn}`);
}
