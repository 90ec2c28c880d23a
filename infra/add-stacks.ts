// Adds the stacks of one stage to an app: what must survive, and what may be replaced any time.
import { type App, Tags } from 'aws-cdk-lib';
import { type Deployment, readDeployments } from './deployment.ts';
import { toServiceStackName, toStatefulStackName } from './resource-names.ts';
import { ServiceFunction } from './stacks/service-function.ts';
import { ServiceStack } from './stacks/service-stack.ts';
import { StatefulStack } from './stacks/stateful-stack.ts';

export type Stacks = {
  readonly stateful: StatefulStack;
  /** One for each programme. */
  readonly services: readonly [ServiceStack, ...ServiceStack[]];
};

/** @throws Error naming one that no function has: it would reserve nothing, and nobody would know */
function checkReservedNames(
  { reservedConcurrency }: Deployment,
  services: readonly ServiceStack[],
): void {
  const names = new Set(
    services.flatMap(({ node }) =>
      node.findAll().flatMap((one) => (one instanceof ServiceFunction ? [one.name] : [])),
    ),
  );
  const unknown = [...reservedConcurrency.keys()].find((name) => !names.has(name));
  if (unknown === undefined) return;
  throw new Error(`-c reserved-concurrency=: no function is called ${unknown}; ${[...names]} are`);
}

/** Programmes of one stage share the table; each has its own functions, schedule and API. */
export function addStacks(app: App): Stacks {
  const [first, ...others] = readDeployments(app.node);
  const { stage, settings } = first;
  const stateful = new StatefulStack(app, toStatefulStackName(stage), { stage, settings });
  const addService = (deployment: Deployment): ServiceStack => {
    const { programme, lambdasDir } = deployment;
    const service = new ServiceStack(app, toServiceStackName(stage, programme), {
      deployment,
      lambdasDir,
      table: stateful.table,
      masterSecret: stateful.masterSecret,
      reports: stateful.reports,
      key: stateful.key,
    });
    service.addStackDependency(stateful);
    return service;
  };
  const services = [addService(first), ...others.map(addService)] as const;
  checkReservedNames(first, services);
  // By these the bill is told apart; each construct adds its component.
  Tags.of(app).add('application', 'so-sang-kien');
  Tags.of(app).add('stage', stage);
  return { stateful, services: [...services] };
}
