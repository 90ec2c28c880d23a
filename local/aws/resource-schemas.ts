// The properties of each resource type the local cloud honours; anything else is refused by name.
import * as z from 'zod/mini';

/** Carried by AWS only: nothing on one machine behaves differently for it. */
const ignored = z.optional(z.unknown());
const strings = z.union([z.string(), z.array(z.string())]);

const KeySchema = z.array(
  z.strictObject({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }),
);
export const TableProperties = z.strictObject({
  TableName: z.optional(z.string()),
  AttributeDefinitions: z.array(
    z.strictObject({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) }),
  ),
  KeySchema,
  GlobalSecondaryIndexes: z.optional(
    z.array(
      z.strictObject({
        IndexName: z.string(),
        KeySchema,
        Projection: z.strictObject({
          ProjectionType: z.string(),
          NonKeyAttributes: z.optional(z.array(z.string())),
        }),
      }),
    ),
  ),
  BillingMode: z.literal('PAY_PER_REQUEST'),
  SSESpecification: z.optional(z.looseObject({ KMSMasterKeyId: z.optional(z.string()) })),
  TimeToLiveSpecification: ignored,
  DeletionProtectionEnabled: ignored,
  PointInTimeRecoverySpecification: ignored,
  Tags: ignored,
});

export const SecretProperties = z.strictObject({
  Name: z.optional(z.string()),
  GenerateSecretString: z.strictObject({
    PasswordLength: z.optional(z.number()),
    // Without it the generator of AWS also uses punctuation; ours does not know how.
    ExcludePunctuation: z.literal(true),
    ExcludeCharacters: z.optional(z.string()),
  }),
  KmsKeyId: z.optional(z.string()),
  Description: ignored,
  Tags: ignored,
});

export const BucketProperties = z.strictObject({
  BucketName: z.optional(z.string()),
  BucketEncryption: z.strictObject({
    ServerSideEncryptionConfiguration: z.array(
      z.looseObject({
        ServerSideEncryptionByDefault: z.looseObject({ KMSMasterKeyID: z.optional(z.string()) }),
      }),
    ),
  }),
  LifecycleConfiguration: ignored,
  OwnershipControls: ignored,
  PublicAccessBlockConfiguration: ignored,
  VersioningConfiguration: ignored,
  Tags: ignored,
});

const PolicyDocument = z.strictObject({
  Version: z.literal('2012-10-17'),
  Statement: z.array(
    z.strictObject({
      Sid: z.optional(z.string()),
      Effect: z.enum(['Allow', 'Deny']),
      Action: strings,
      Resource: strings,
      Condition: z.optional(z.record(z.string(), z.record(z.string(), z.unknown()))),
    }),
  ),
});

export const RoleProperties = z.strictObject({
  RoleName: z.optional(z.string()),
  AssumeRolePolicyDocument: z.looseObject({
    Statement: z.array(
      z.looseObject({
        Effect: z.string(),
        Action: z.string(),
        Principal: z.looseObject({ Service: z.optional(strings) }),
      }),
    ),
  }),
  Policies: z.optional(
    z.array(z.strictObject({ PolicyName: z.string(), PolicyDocument: PolicyDocument })),
  ),
  Description: ignored,
  Tags: ignored,
});

export const PolicyProperties = z.strictObject({
  PolicyName: z.string(),
  PolicyDocument,
  Roles: z.array(z.string()),
});

export const FunctionProperties = z.strictObject({
  FunctionName: z.optional(z.string()),
  Code: z.strictObject({ S3Bucket: z.string(), S3Key: z.string() }),
  Handler: z.string(),
  Role: z.string(),
  Runtime: z.literal('nodejs24.x'),
  MemorySize: z.number(),
  Timeout: z.number(),
  Environment: z.optional(z.strictObject({ Variables: z.record(z.string(), z.string()) })),
  LoggingConfig: z.optional(z.strictObject({ LogGroup: z.string() })),
  Architectures: ignored,
  Description: ignored,
  Tags: ignored,
});

export const PermissionProperties = z.strictObject({
  Action: z.string(),
  FunctionName: z.string(),
  Principal: z.string(),
  SourceArn: z.optional(z.string()),
});

export const EventInvokeConfigProperties = z.strictObject({
  FunctionName: z.string(),
  Qualifier: z.literal('$LATEST'),
  MaximumRetryAttempts: z.optional(z.number()),
  MaximumEventAgeInSeconds: z.optional(z.number()),
  DestinationConfig: z.optional(
    z.strictObject({ OnFailure: z.strictObject({ Destination: z.string() }) }),
  ),
});

export const QueueProperties = z.strictObject({
  QueueName: z.optional(z.string()),
  MessageRetentionPeriod: ignored,
  SqsManagedSseEnabled: ignored,
  Tags: ignored,
});

export const ApiProperties = z.strictObject({
  Name: z.string(),
  ProtocolType: z.literal('HTTP'),
  Description: ignored,
  Tags: ignored,
});

export const IntegrationProperties = z.strictObject({
  ApiId: z.string(),
  IntegrationType: z.literal('AWS_PROXY'),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal('2.0'),
});

export const RouteProperties = z.strictObject({
  ApiId: z.string(),
  RouteKey: z.string().check(z.regex(/^(GET|POST|PUT|PATCH|DELETE) \/[^{}$]*$/)),
  Target: z.string(),
  AuthorizationType: z.optional(z.literal('NONE')),
});

const RouteThrottle = z.strictObject({
  ThrottlingBurstLimit: z.number(),
  ThrottlingRateLimit: z.number(),
});

export const StageProperties = z.strictObject({
  ApiId: z.string(),
  StageName: z.literal('$default'),
  AutoDeploy: z.literal(true),
  DefaultRouteSettings: z.optional(RouteThrottle),
  /** By route key. */
  RouteSettings: z.optional(z.record(z.string(), RouteThrottle)),
  AccessLogSettings: ignored,
  Tags: ignored,
});

export const ScheduleProperties = z.strictObject({
  Name: z.optional(z.string()),
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z.optional(z.string()),
  State: z.optional(z.enum(['ENABLED', 'DISABLED'])),
  FlexibleTimeWindow: z.strictObject({ Mode: z.literal('OFF') }),
  Target: z.strictObject({
    Arn: z.string(),
    RoleArn: z.string(),
    Input: z.optional(z.string()),
    RetryPolicy: z.optional(
      z.strictObject({
        MaximumEventAgeInSeconds: z.optional(z.number()),
        MaximumRetryAttempts: z.optional(z.number()),
      }),
    ),
    DeadLetterConfig: z.optional(z.strictObject({ Arn: z.string() })),
  }),
  Description: ignored,
});

export const EmailIdentityProperties = z.strictObject({
  /** A domain or one address. */
  EmailIdentity: z.string(),
  Tags: ignored,
});

export const ConfigurationSetProperties = z.strictObject({
  Name: z.string(),
  ReputationOptions: ignored,
  SuppressionOptions: ignored,
  Tags: ignored,
});

export const EventDestinationProperties = z.strictObject({
  ConfigurationSetName: z.string(),
  EventDestination: z.strictObject({
    Enabled: z.boolean(),
    MatchingEventTypes: z.array(z.enum(['bounce', 'complaint'])),
    EventBridgeDestination: z.strictObject({
      EventBusArn: z.string().check(z.regex(/:event-bus\/default$/)),
    }),
  }),
});

export const RuleProperties = z.strictObject({
  EventPattern: z.record(z.string(), z.unknown()),
  State: z.literal('ENABLED'),
  Targets: z.array(
    z.strictObject({
      Arn: z.string(),
      Id: z.string(),
      DeadLetterConfig: z.optional(z.strictObject({ Arn: z.string() })),
      RetryPolicy: ignored,
    }),
  ),
  Description: ignored,
  Tags: ignored,
});

/** A policy of the resource itself: who may do what to it. */
const ResourcePolicy = z.looseObject({
  Statement: z.array(
    z.looseObject({
      Effect: z.enum(['Allow', 'Deny']),
      Action: strings,
      Principal: z.union([z.string(), z.looseObject({ Service: z.optional(strings) })]),
    }),
  ),
});

export const KeyProperties = z.strictObject({
  KeyPolicy: ResourcePolicy,
  EnableKeyRotation: ignored,
  Description: ignored,
  Tags: ignored,
});

export const TopicProperties = z.strictObject({
  TopicName: z.optional(z.string()),
  /** ARN of a key. */
  KmsMasterKeyId: z.optional(z.string()),
  DisplayName: ignored,
  Tags: ignored,
});

export const TopicPolicyProperties = z.strictObject({
  PolicyDocument: ResourcePolicy,
  Topics: z.array(z.string()),
});

export const SubscriptionProperties = z.strictObject({
  TopicArn: z.string(),
  Protocol: z.literal('email'),
  Endpoint: z.email(),
});

export const AlarmProperties = z.strictObject({
  AlarmName: z.string(),
  AlarmDescription: z.string(),
  AlarmActions: z.array(z.string()),
  OKActions: z.optional(z.array(z.string())),
  Namespace: z.string(),
  MetricName: z.string(),
  Dimensions: z.array(z.strictObject({ Name: z.string(), Value: z.string() })),
  Statistic: z.enum(['Sum', 'Maximum']),
  Period: z.number(),
  EvaluationPeriods: z.number(),
  Threshold: z.number(),
  ComparisonOperator: z.enum(['GreaterThanOrEqualToThreshold', 'LessThanThreshold']),
  TreatMissingData: z.enum(['notBreaching', 'breaching']),
  Tags: ignored,
});

/** What the body of a dashboard holds once it is read; see `DashboardProperties`. */
export const DashboardBody = z.looseObject({
  widgets: z.array(
    z.looseObject({
      properties: z.looseObject({
        alarms: z.optional(z.array(z.string())),
        metrics: z.optional(z.array(z.array(z.unknown()))),
      }),
    }),
  ),
});

export const DashboardProperties = z.strictObject({
  DashboardName: z.string(),
  /** JSON. */
  DashboardBody: z.string(),
  Tags: ignored,
});

/** Types of which nothing has to run on one machine. */
export const typesWithoutLocalPart: ReadonlySet<string> = new Set([
  'AWS::Logs::LogGroup',
  'AWS::S3::BucketPolicy',
  'AWS::SQS::QueuePolicy',
]);
