// Refuses to synthesise what AWS's own rules find unsafe, unless the reason is written beside it.
import { type App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';

export function addSecurityChecks(app: App): void {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
}

/** A finding that stays: why it is right here, in words for whoever audits this. */
export type Explanation = {
  /** Such as «AwsSolutions-S1», or «AwsSolutions-IAM5[Resource::…]» for one of several. */
  readonly finding: string;
  readonly reason: string;
};

export function explain(construct: IConstruct, ...explanations: readonly Explanation[]): void {
  const rules = explanations.map(({ finding: id, reason }) => ({ id, reason }));
  Validations.of(construct).acknowledge(...rules);
}
