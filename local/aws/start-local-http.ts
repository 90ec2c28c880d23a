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
  const throttles = createRouteThrottles(model);
  return startHttpApi({
    apiId: model.apis[0]?.ref ?? '',
    routes: toHttpRoutes(model),
    port: options.httpPort ?? 0,
    faults,
    // A virtual clock stands still between actions: its bucket would never fill again.
    mayPass: (routeKey) => options.virtualClock || throttles(routeKey, performance.now()),
    now: options.now,
    createId,
    invoke: (arn, payload) => invoke(requireFunction(functions, arn), payload, 'http'),
    postpone(delayMs, run) {
      queue.add({ dueMs: options.now() + delayMs, name: 'delayed request', run });
    },
    onRequest: (request) => report({ kind: 'request', atMs: options.now(), ...request }),
  });
}

/** A route has a limit of its own, or its part of the one for all others. */
function createRouteThrottles(model: CloudModel): (routeKey: string, nowMs: number) => boolean {
  const { DefaultRouteSettings, RouteSettings = {} } = model.stages[0]?.properties ?? {};
  const own = new Map(
    Object.entries(RouteSettings).map(([routeKey, limits]) => [routeKey, toThrottle(limits)]),
  );
  const others = DefaultRouteSettings && toThrottle(DefaultRouteSettings);
  return (routeKey, nowMs) => (own.get(routeKey) ?? others)?.(nowMs) ?? true;
}

type RouteLimits = { readonly ThrottlingBurstLimit: number; readonly ThrottlingRateLimit: number };

function toThrottle({ ThrottlingRateLimit, ThrottlingBurstLimit }: RouteLimits) {
  return createThrottle({ ratePerSecond: ThrottlingRateLimit, burst: ThrottlingBurstLimit });
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
