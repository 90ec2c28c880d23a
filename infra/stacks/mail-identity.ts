// Whose name mails are sent in, and where SES tells what became of them.

import { Duration, Stack } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as ses from 'aws-cdk-lib/aws-ses';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';

export type MailIdentity = {
  readonly identity: ses.IEmailIdentity;
  readonly configurationSet: ses.ConfigurationSet;
};

/** The whole domain: SES signs its mails, once the records it names stand in the domain's DNS. */
export function addMailIdentity(
  scope: Construct,
  { stage, programme, hasMailIdentity }: Deployment,
  from: string,
): MailIdentity {
  const configurationSet = new ses.ConfigurationSet(scope, 'MailConfiguration', {
    configurationSetName: `so-sang-kien-${stage}-${programme}`,
    reputationMetrics: true,
    // What bounced once is known to SES before we know it.
    suppressionReasons: ses.SuppressionReasons.BOUNCES_AND_COMPLAINTS,
  });
  const bus = events.EventBus.fromEventBusName(scope, 'DefaultBus', 'default');
  configurationSet.addEventDestination('Feedback', {
    destination: ses.EventDestination.eventBus(bus),
    events: [ses.EmailSendingEvent.BOUNCE, ses.EmailSendingEvent.COMPLAINT],
  });
  const domain = from.slice(from.lastIndexOf('@') + 1);
  // An account has each domain once: the second stack to send in its name must not make it again.
  const identity = hasMailIdentity
    ? ses.EmailIdentity.fromEmailIdentityName(scope, 'MailIdentity', domain)
    : new ses.EmailIdentity(scope, 'MailIdentity', { identity: ses.Identity.domain(domain) });
  return { identity, configurationSet };
}

/** Raw messages need an action of their own; both name the identity and the configuration set. */
export function grantSending(target: lambda.Function, mail: MailIdentity): void {
  const { identity, configurationSet } = mail;
  const configurationSetArn = Stack.of(target).formatArn({
    service: 'ses',
    resource: 'configuration-set',
    resourceName: configurationSet.configurationSetName,
  });
  target.addToRolePolicy(
    new iam.PolicyStatement({
      actions: ['ses:SendEmail', 'ses:SendRawEmail'],
      resources: [identity.emailIdentityArn, configurationSetArn],
    }),
  );
}

type FeedbackProps = {
  readonly configurationSet: ses.ConfigurationSet;
  readonly target: lambda.Function;
  readonly deadLetters: sqs.Queue;
};

/** Only of our mails: the bus is shared by the whole account. */
export function addMailFeedback(scope: Construct, props: FeedbackProps): void {
  const { configurationSet, target, deadLetters } = props;
  new events.Rule(scope, 'MailFeedback', {
    description: 'Tells the digest function of bounces and complaints',
    eventPattern: {
      source: ['aws.ses'],
      detail: {
        eventType: ['Bounce', 'Complaint'],
        mail: { tags: { 'ses:configuration-set': [configurationSet.configurationSetName] } },
      },
    },
    targets: [
      new LambdaFunction(target, {
        deadLetterQueue: deadLetters,
        retryAttempts: 3,
        maxEventAge: Duration.hours(2),
      }),
    ],
  });
}
