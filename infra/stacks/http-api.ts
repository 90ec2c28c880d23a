// The HTTP API the sheets call and the links to reports open: a few routes, each throttled, every call logged.
import { Tags } from 'aws-cdk-lib';
import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import { explain } from '../security-checks.ts';

type HttpApiProps = {
  readonly deployment: Deployment;
  readonly routes: readonly {
    /** POST unless said otherwise. */
    readonly method?: apigatewayv2.HttpMethod;
    readonly path: string;
    readonly handler: lambda.Function;
    /** For paths people open or press, which a machine has no reason to call often. */
    readonly throttle?: Throttle;
  }[];
};

type Throttle = { readonly ratePerSecond: number; readonly burst: number };

/** Of a route that says nothing else: a morning on which all units type at once. */
const USUAL_THROTTLE: Throttle = { ratePerSecond: 50, burst: 100 };

/** The handlers check the signature themselves: an authorizer would not see the body. */
export function addHttpApi(scope: Construct, props: HttpApiProps): apigatewayv2.HttpApi {
  const { stage, programme, settings } = props.deployment;
  const api = new apigatewayv2.HttpApi(scope, 'Api', {
    apiName: `so-sang-kien-${stage}-${programme}`,
    createDefaultStage: false,
  });
  const routes: apigatewayv2.HttpRoute[] = [];
  const integrations = new Map<lambda.Function, HttpLambdaIntegration>();
  for (const { method = apigatewayv2.HttpMethod.POST, path, handler } of props.routes) {
    const integration =
      integrations.get(handler) ??
      new HttpLambdaIntegration(`${handler.node.scope?.node.id}Integration`, handler);
    integrations.set(handler, integration);
    routes.push(...api.addRoutes({ path, methods: [method], integration }));
  }
  const accessLogs = new logs.LogGroup(scope, 'AccessLogs', {
    retention: settings.accessLogRetention,
    removalPolicy: settings.removalPolicy,
  });
  const { ratePerSecond: rateLimit, burst: burstLimit } = USUAL_THROTTLE;
  const defaultStage = api.addStage('DefaultStage', {
    stageName: '$default',
    autoDeploy: true,
    throttle: { rateLimit, burstLimit },
    accessLogSettings: { destination: new apigatewayv2.LogGroupLogDestination(accessLogs) },
  });
  throttleRoutes(defaultStage, props.routes);
  for (const route of routes) {
    // A stage that names a route before there is one is refused.
    const resource = route.node.defaultChild;
    if (resource !== undefined) defaultStage.node.addDependency(resource);
    explain(route, {
      finding: 'AwsSolutions-APIG4',
      reason:
        'The functions check who asks: requests of sheets are signed over their body, which an authorizer of the gateway would not be given; links carry a token of their own.',
    });
  }
  for (const part of [api, accessLogs]) Tags.of(part).add('component', 'api');
  return api;
}

/** Over a route's own limit its callers are refused, and no others. */
function throttleRoutes(stage: apigatewayv2.HttpStage, routes: HttpApiProps['routes']): void {
  const cfnStage = stage.node.defaultChild;
  if (!(cfnStage instanceof apigatewayv2.CfnStage)) throw new Error('A stage without a resource');
  cfnStage.routeSettings = Object.fromEntries(
    routes.flatMap(({ method = apigatewayv2.HttpMethod.POST, path, throttle }) => {
      if (throttle === undefined) return [];
      const { ratePerSecond, burst } = throttle;
      const settings = { ThrottlingRateLimit: ratePerSecond, ThrottlingBurstLimit: burst };
      return [[`${method} ${path}`, settings]];
    }),
  );
}
