// The HTTP API the sheets call and the links to reports open: a few routes, throttled as a whole, every call logged.
import { RemovalPolicy } from 'aws-cdk-lib';
import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';

type HttpApiProps = {
  readonly deployment: Deployment;
  readonly routes: readonly {
    /** POST unless said otherwise. */
    readonly method?: apigatewayv2.HttpMethod;
    readonly path: string;
    readonly handler: lambda.Function;
  }[];
};

/** The handlers check the signature themselves: an authorizer would not see the body. */
export function addHttpApi(scope: Construct, props: HttpApiProps): apigatewayv2.HttpApi {
  const { stage, programme } = props.deployment;
  const api = new apigatewayv2.HttpApi(scope, 'Api', {
    apiName: `so-sang-kien-${stage}-${programme}`,
    createDefaultStage: false,
  });
  const integrations = new Map<lambda.Function, HttpLambdaIntegration>();
  for (const { method = apigatewayv2.HttpMethod.POST, path, handler } of props.routes) {
    const integration =
      integrations.get(handler) ??
      new HttpLambdaIntegration(`${handler.node.scope?.node.id}Integration`, handler);
    integrations.set(handler, integration);
    api.addRoutes({ path, methods: [method], integration });
  }
  const accessLogs = new logs.LogGroup(scope, 'AccessLogs', {
    retention: logs.RetentionDays.ONE_MONTH,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  api.addStage('DefaultStage', {
    stageName: '$default',
    autoDeploy: true,
    throttle: { rateLimit: 50, burstLimit: 100 },
    accessLogSettings: { destination: new apigatewayv2.LogGroupLogDestination(accessLogs) },
  });
  return api;
}
