// Joins each schedule with how its function retries.
import { findFunction } from './check-wiring.ts';
import type { CloudModel } from './cloud-model.ts';
import type { ScheduledTarget } from './scheduler.ts';

export function toScheduledTargets(model: CloudModel): readonly ScheduledTarget[] {
  return model.schedules
    .filter(({ properties }) => properties.State !== 'DISABLED')
    .map(({ ref, arn, properties }) => {
      const { Target, ScheduleExpression, ScheduleExpressionTimezone = 'UTC' } = properties;
      const config = model.eventInvokeConfigs.find(
        (one) =>
          findFunction(model, one.properties.FunctionName) === findFunction(model, Target.Arn),
      )?.properties;
      return {
        name: ref,
        arn,
        expression: ScheduleExpression,
        timeZone: ScheduleExpressionTimezone,
        input: Target.Input ?? '{}',
        functionArn: Target.Arn,
        // The defaults are those of AWS.
        delivery: {
          maxRetries: Target.RetryPolicy?.MaximumRetryAttempts ?? 185,
          maxAgeMs: (Target.RetryPolicy?.MaximumEventAgeInSeconds ?? 86_400) * 1000,
          deadLetters: Target.DeadLetterConfig?.Arn,
        },
        execution: {
          maxRetries: config?.MaximumRetryAttempts ?? 2,
          maxAgeMs: (config?.MaximumEventAgeInSeconds ?? 21_600) * 1000,
          deadLetters: config?.DestinationConfig?.OnFailure.Destination,
        },
      };
    });
}
