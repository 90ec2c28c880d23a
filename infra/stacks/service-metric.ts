// A metric that our own code writes, told apart as the functions tell theirs apart.
import type { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { Deployment } from '../deployment.ts';

export const METRICS_NAMESPACE = 'SoSangKien';

type ServiceMetric = {
  readonly deployment: Deployment;
  /** Name of the function that writes it. */
  readonly service: string;
  readonly metricName: string;
  readonly period: Duration;
  /** Sum unless it is a level, of which the highest counts. */
  readonly statistic?: 'Sum' | 'Maximum';
};

export function toServiceMetric(props: ServiceMetric): cloudwatch.Metric {
  const { deployment, service, metricName, period, statistic = 'Sum' } = props;
  const { stage, programme } = deployment;
  return new cloudwatch.Metric({
    namespace: METRICS_NAMESPACE,
    metricName,
    // Several programmes, and both stages, may live in one account.
    dimensionsMap: { programme, service, stage },
    period,
    statistic,
  });
}
