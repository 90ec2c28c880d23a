// Adds the stacks of one stage to an app: what must survive, and what may be replaced any time.
import { type App, Tags } from 'aws-cdk-lib';
import { readDeployment } from './deployment.ts';
import { ServiceStack } from './stacks/service-stack.ts';
import { StatefulStack } from './stacks/stateful-stack.ts';

export type Stacks = {
  readonly stateful: StatefulStack;
  readonly service: ServiceStack;
};

/** Programmes of one stage share the table; each has its own functions, schedule and API. */
export function addStacks(app: App): Stacks {
  const deployment = readDeployment(app.node);
  const stateful = new StatefulStack(app, `so-sang-kien-${deployment.stage}-stateful`, {
    deployment,
  });
  const service = new ServiceStack(
    app,
    `so-sang-kien-${deployment.stage}-${deployment.programme}-service`,
    {
      deployment,
      lambdasDir: deployment.lambdasDir,
      table: stateful.table,
      masterSecret: stateful.masterSecret,
      reports: stateful.reports,
      key: stateful.key,
    },
  );
  service.addStackDependency(stateful);
  Tags.of(app).add('application', 'so-sang-kien');
  Tags.of(app).add('stage', deployment.stage);
  return { stateful, service };
}
