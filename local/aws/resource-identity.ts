// What Ref and Fn::GetAtt give for each resource type the local cloud knows.

export type Surroundings = {
  readonly account: string;
  readonly region: string;
  readonly partition: string;
};

export type Identity = {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
};

type Named = Surroundings & { readonly stack: string; readonly logicalId: string };

/** The address of an HTTP API at AWS: nothing on this machine calls it. */
export function toApiEndpoint(apiId: string, region: string): string {
  return `https://${apiId}.execute-api.${region}.amazonaws.com`;
}

/** Physical names are chosen as CloudFormation does, but without a random part. */
export function identifyResource(
  type: string,
  named: Named,
  explicitName: string | undefined,
): Identity | undefined {
  const { partition, region, account, stack, logicalId } = named;
  const name = explicitName ?? `${stack}-${logicalId}`;
  const arn = (service: string, resource: string): string =>
    `arn:${partition}:${service}:${region}:${account}:${resource}`;
  const shortId = logicalId.slice(-8).toLowerCase();
  switch (type) {
    case 'AWS::DynamoDB::Table':
      return { ref: name, attributes: { Arn: arn('dynamodb', `table/${name}`) } };
    case 'AWS::S3::Bucket': {
      // Names of buckets have no capitals and at most 63 letters.
      const bucket = explicitName ?? name.toLowerCase().slice(-63).replace(/^-+/, '');
      return { ref: bucket, attributes: { Arn: `arn:${partition}:s3:::${bucket}` } };
    }
    case 'AWS::SecretsManager::Secret':
      return { ref: arn('secretsmanager', `secret:${name}-local0`), attributes: {} };
    case 'AWS::KMS::Key':
      return { ref: name, attributes: { Arn: arn('kms', `key/${name}`), KeyId: name } };
    case 'AWS::Logs::LogGroup':
      return { ref: name, attributes: { Arn: arn('logs', `log-group:${name}:*`) } };
    case 'AWS::IAM::Role':
      return {
        ref: name,
        attributes: { Arn: `arn:${partition}:iam::${account}:role/${name}`, RoleId: shortId },
      };
    case 'AWS::Lambda::Function':
      return { ref: name, attributes: { Arn: arn('lambda', `function:${name}`) } };
    case 'AWS::SQS::Queue':
      return {
        ref: `https://sqs.${region}.amazonaws.com/${account}/${name}`,
        attributes: { Arn: arn('sqs', name), QueueName: name },
      };
    case 'AWS::ApiGatewayV2::Api':
      return {
        ref: shortId,
        attributes: {
          ApiId: shortId,
          ApiEndpoint: toApiEndpoint(shortId, region),
        },
      };
    case 'AWS::Scheduler::Schedule':
      return { ref: name, attributes: { Arn: arn('scheduler', `schedule/default/${name}`) } };
    case 'AWS::SES::EmailIdentity':
      return { ref: name, attributes: { Arn: arn('ses', `identity/${name}`) } };
    case 'AWS::SES::ConfigurationSet':
      return { ref: name, attributes: { Arn: arn('ses', `configuration-set/${name}`) } };
    case 'AWS::Events::Rule':
      return { ref: name, attributes: { Arn: arn('events', `rule/${name}`) } };
    case 'AWS::SNS::Topic': {
      const topic = arn('sns', name);
      return { ref: topic, attributes: { TopicArn: topic, TopicName: name } };
    }
    case 'AWS::CloudWatch::Alarm':
      return { ref: name, attributes: { Arn: arn('cloudwatch', `alarm:${name}`) } };
    case 'AWS::CloudWatch::Dashboard':
    case 'AWS::ApiGatewayV2::Integration':
    case 'AWS::ApiGatewayV2::Route':
    case 'AWS::ApiGatewayV2::Stage':
    case 'AWS::IAM::Policy':
    case 'AWS::Lambda::EventInvokeConfig':
    case 'AWS::Lambda::Permission':
    case 'AWS::S3::BucketPolicy':
    case 'AWS::SES::ConfigurationSetEventDestination':
    case 'AWS::SNS::Subscription':
    case 'AWS::SNS::TopicPolicy':
    case 'AWS::SQS::QueuePolicy':
      return { ref: name, attributes: {} };
    default:
      return undefined;
  }
}

/** The property that names a resource, for the types that have one. */
export const nameProperties: Readonly<Record<string, string>> = {
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::SecretsManager::Secret': 'Name',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::IAM::Role': 'RoleName',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::Scheduler::Schedule': 'Name',
  'AWS::SES::EmailIdentity': 'EmailIdentity',
  'AWS::SES::ConfigurationSet': 'Name',
  'AWS::Events::Rule': 'Name',
  'AWS::CloudWatch::Alarm': 'AlarmName',
  'AWS::CloudWatch::Dashboard': 'DashboardName',
  'AWS::SNS::Topic': 'TopicName',
};
