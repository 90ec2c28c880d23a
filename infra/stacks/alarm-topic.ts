// Where alarms go: a topic of which the operator gets a mail, encrypted on the way there.
import { Annotations, Stack, Tags } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';

const ALARMS = 'cloudwatch.amazonaws.com';

/** Not through SES: that may be what does not work. */
export function addAlarmTopic(scope: Construct, deployment: Deployment): sns.Topic {
  const { stage, programme, settings, operatorAddresses } = deployment;
  const masterKey = new kms.Key(scope, 'AlarmKey', {
    description: `So Sang Kien ${stage} ${programme}: alarms`,
    enableKeyRotation: true,
    removalPolicy: settings.removalPolicy,
  });
  // A key of its own: CloudWatch states no caller KMS could tell apart, and must not read records.
  masterKey.addToResourcePolicy(
    new iam.PolicyStatement({
      principals: [new iam.ServicePrincipal(ALARMS)],
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      // In the policy of a key this is the key itself.
      resources: ['*'],
    }),
  );
  const topic = new sns.Topic(scope, 'AlarmTopic', {
    displayName: `So Sang Kien ${stage} ${programme}`,
    masterKey,
    enforceSSL: true,
  });
  const { account } = Stack.of(scope);
  topic.addToResourcePolicy(
    new iam.PolicyStatement({
      principals: [new iam.ServicePrincipal(ALARMS)],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': account } },
    }),
  );
  for (const address of operatorAddresses) topic.addSubscription(new EmailSubscription(address));
  if (operatorAddresses.length === 0) {
    Annotations.of(scope).addWarningV2(
      'so-sang-kien:no-operator',
      `programme.json of ${programme} names no recipient of the kind operator: nobody hears of alarms`,
    );
  }
  for (const part of [masterKey, topic]) Tags.of(part).add('component', 'alarms');
  return topic;
}
