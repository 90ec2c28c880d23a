// Starts the HTTP API of the model over the running functions.
import { performance } from 'node:perf_hooks';
import type { CloudEvent, InvocationSource } from './cloud-event.ts';
import type { CloudModel } from './cloud-model.ts';
import type { DueQueue } from './due-queue.ts';
import type { FaultPlan } from './fault-plan.ts';
import { type HttpRoute, startHttpApi } from './http-api.ts';
import type { InvocationRefusal, InvocationResult } from './invocation.ts';
import { type RunningFunction, requireFunction } from './local-functions.ts';
import type { LoopbackServer } from './loopback-server.ts';
import { createThrottle } from './throttle.ts';

type HttpParts = {
  readonly options: {
    readonly httpPort?: number;
    readonly virtualClock: boolean;
    now(): number;
  };
  readonly model: CloudModel;
  readonly faults: FaultPlan;
  readonly queue: DueQueue;
  createId(): string;
  readonly functions: readonly RunningFunction[];
  invoke(
    target: RunningFunction,
    payload: string,
    source: InvocationSource,
  ): Promise<InvocationResult | InvocationRefusal>;
  report(event: CloudEvent): void;
};

/** @throws LocalFault 'local.port_taken' */
export function startLocalHttp(parts: HttpParts): Promise<LoopbackServer> {
  const { options, model, faults, queue, createId, functions, invoke, report } = parts;
  const limits = model.stages[0]?.properties.DefaultRouteSettings;
  const throttle =
    limits === undefined
      ? undefined
      : createThrottle({
          ratePerSecond: limits.ThrottlingRateLimit,
          burst: limits.ThrottlingBurstLimit,
        });
  return startHttpApi({
    apiId: model.apis[0]?.ref ?? '',
    routes: toHttpRoutes(model),
    port: options.httpPort ?? 0,
    faults,
    // A virtual clock stands still between actions: its bucket would never fill again.
    mayPass: () => throttle === undefined || options.virtualClock || throttle(performance.now()),
    now: options.now,
    createId,
    invoke: (arn, payload) => invoke(requireFunction(functions, arn), payload, 'http'),
    postpone(delayMs, run) {
      queue.add({ dueMs: options.now() + delayMs, name: 'delayed request', run });
    },
    onRequest: (request) => report({ kind: 'request', atMs: options.now(), ...request }),
  });
}

function toHttpRoutes(model: CloudModel): readonly HttpRoute[] {
  return model.routes.map(({ properties }) => {
    const integration = model.integrations.find(
      ({ ref }) => properties.Target === `integrations/${ref}`,
    );
    return {
      routeKey: properties.RouteKey,
      functionArn: integration?.properties.IntegrationUri ?? '',
    };
  });
}
