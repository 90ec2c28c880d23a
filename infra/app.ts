// The CDK program: `-c stage=dev|prod` chooses the stage, `-c programme=<code>` one of its programmes.
import { App } from 'aws-cdk-lib';
import { addStacks } from './add-stacks.ts';
import { addSecurityChecks } from './security-checks.ts';

const app = new App();
addStacks(app);
addSecurityChecks(app);
app.synth();
