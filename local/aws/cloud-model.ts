// The cloud a template describes, in the words the local servers need.
import * as z from 'zod/mini';
import type { DeployedResource } from './deploy-templates.ts';
import { describeIssues } from './describe-issues.ts';
import { LocalFault } from './local-fault.ts';
import * as schemas from './resource-schemas.ts';

type Deployed<Schema extends z.core.$ZodType> = {
  readonly logicalId: string;
  readonly ref: string;
  /** Empty for the types that have none. */
  readonly arn: string;
  readonly properties: z.core.output<Schema>;
};

export type LocalTable = Deployed<typeof schemas.TableProperties>;
export type LocalBucket = Deployed<typeof schemas.BucketProperties>;
export type LocalSecret = Deployed<typeof schemas.SecretProperties>;
export type LocalRole = Deployed<typeof schemas.RoleProperties>;
export type LocalFunction = Deployed<typeof schemas.FunctionProperties>;

export type CloudModel = {
  readonly tables: readonly LocalTable[];
  readonly secrets: readonly LocalSecret[];
  readonly buckets: readonly LocalBucket[];
  readonly roles: readonly LocalRole[];
  readonly policies: readonly Deployed<typeof schemas.PolicyProperties>[];
  readonly functions: readonly LocalFunction[];
  readonly permissions: readonly Deployed<typeof schemas.PermissionProperties>[];
  readonly eventInvokeConfigs: readonly Deployed<typeof schemas.EventInvokeConfigProperties>[];
  readonly queues: readonly Deployed<typeof schemas.QueueProperties>[];
  readonly apis: readonly Deployed<typeof schemas.ApiProperties>[];
  readonly integrations: readonly Deployed<typeof schemas.IntegrationProperties>[];
  readonly routes: readonly Deployed<typeof schemas.RouteProperties>[];
  readonly stages: readonly Deployed<typeof schemas.StageProperties>[];
  readonly schedules: readonly Deployed<typeof schemas.ScheduleProperties>[];
  readonly emailIdentities: readonly Deployed<typeof schemas.EmailIdentityProperties>[];
  readonly configurationSets: readonly Deployed<typeof schemas.ConfigurationSetProperties>[];
  readonly eventDestinations: readonly Deployed<typeof schemas.EventDestinationProperties>[];
  readonly rules: readonly Deployed<typeof schemas.RuleProperties>[];
  readonly keys: readonly Deployed<typeof schemas.KeyProperties>[];
  readonly topics: readonly Deployed<typeof schemas.TopicProperties>[];
  readonly topicPolicies: readonly Deployed<typeof schemas.TopicPolicyProperties>[];
  readonly subscriptions: readonly Deployed<typeof schemas.SubscriptionProperties>[];
  readonly alarms: readonly Deployed<typeof schemas.AlarmProperties>[];
  readonly dashboards: readonly Deployed<typeof schemas.DashboardProperties>[];
};

/** @throws LocalFault naming a resource type or property the local cloud does not honour */
export function toCloudModel(resources: readonly DeployedResource[]): CloudModel {
  const taken = new Set(schemas.typesWithoutLocalPart);
  const take = <Schema extends z.core.$ZodType>(
    type: string,
    schema: Schema,
  ): readonly Deployed<Schema>[] => {
    taken.add(type);
    return resources
      .filter((resource) => resource.type === type)
      .map((resource) => parseResource(resource, schema));
  };
  const model: CloudModel = {
    tables: take('AWS::DynamoDB::Table', schemas.TableProperties),
    secrets: take('AWS::SecretsManager::Secret', schemas.SecretProperties),
    buckets: take('AWS::S3::Bucket', schemas.BucketProperties),
    roles: take('AWS::IAM::Role', schemas.RoleProperties),
    policies: take('AWS::IAM::Policy', schemas.PolicyProperties),
    functions: take('AWS::Lambda::Function', schemas.FunctionProperties),
    permissions: take('AWS::Lambda::Permission', schemas.PermissionProperties),
    eventInvokeConfigs: take('AWS::Lambda::EventInvokeConfig', schemas.EventInvokeConfigProperties),
    queues: take('AWS::SQS::Queue', schemas.QueueProperties),
    apis: take('AWS::ApiGatewayV2::Api', schemas.ApiProperties),
    integrations: take('AWS::ApiGatewayV2::Integration', schemas.IntegrationProperties),
    routes: take('AWS::ApiGatewayV2::Route', schemas.RouteProperties),
    stages: take('AWS::ApiGatewayV2::Stage', schemas.StageProperties),
    schedules: take('AWS::Scheduler::Schedule', schemas.ScheduleProperties),
    emailIdentities: take('AWS::SES::EmailIdentity', schemas.EmailIdentityProperties),
    configurationSets: take('AWS::SES::ConfigurationSet', schemas.ConfigurationSetProperties),
    eventDestinations: take(
      'AWS::SES::ConfigurationSetEventDestination',
      schemas.EventDestinationProperties,
    ),
    rules: take('AWS::Events::Rule', schemas.RuleProperties),
    keys: take('AWS::KMS::Key', schemas.KeyProperties),
    topics: take('AWS::SNS::Topic', schemas.TopicProperties),
    topicPolicies: take('AWS::SNS::TopicPolicy', schemas.TopicPolicyProperties),
    subscriptions: take('AWS::SNS::Subscription', schemas.SubscriptionProperties),
    alarms: take('AWS::CloudWatch::Alarm', schemas.AlarmProperties),
    dashboards: take('AWS::CloudWatch::Dashboard', schemas.DashboardProperties),
  };
  const unknown = resources.find((resource) => !taken.has(resource.type));
  if (unknown !== undefined) {
    throw new LocalFault('local.unsupported_resource', {
      resource: `${unknown.stack}/${unknown.logicalId}`,
      type: unknown.type,
    });
  }
  return model;
}

function parseResource<Schema extends z.core.$ZodType>(
  resource: DeployedResource,
  schema: Schema,
): Deployed<Schema> {
  const parsed = z.safeParse(schema, resource.properties);
  if (!parsed.success) {
    const problem = describeIssues(resource.type, parsed.error);
    throw new LocalFault('local.unsupported_property', {
      resource: `${resource.stack}/${resource.logicalId}`,
      problem,
    });
  }
  const { logicalId, ref, arn = '' } = resource;
  return { logicalId, ref, arn, properties: parsed.data };
}
