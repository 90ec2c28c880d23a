// The CDK program: `-c stage=dev|prod` and `-c programme=<code>` choose what is synthesised.
import { App } from 'aws-cdk-lib';
import { addStacks } from './add-stacks.ts';

const app = new App();
addStacks(app);
app.synth();
