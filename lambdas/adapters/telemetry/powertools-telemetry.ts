/** The telemetry ports on Powertools: JSON lines on stdout, metrics in the embedded format. */
import { Logger as PowertoolsLogger } from '@aws-lambda-powertools/logger';
import { MetricUnit, Metrics as PowertoolsMetrics } from '@aws-lambda-powertools/metrics';
import type { Logger, Metrics } from '../../ports/telemetry.ts';

/** Service name and level come from POWERTOOLS_SERVICE_NAME and POWERTOOLS_LOG_LEVEL. */
export function createLogger(): Logger {
  const logger = new PowertoolsLogger();
  return {
    info: (message, fields) => logger.info(message, fields),
    warn: (message, fields) => logger.warn(message, fields),
    error: (message, fields) => logger.error(message, fields),
  };
}

/**
 * The namespace comes from POWERTOOLS_METRICS_NAMESPACE, the service from POWERTOOLS_SERVICE_NAME.
 * Stage and programme are dimensions too, as the alarms name them: several may share an account.
 */
export function createMetrics(): Metrics {
  const { STAGE: stage = 'none', PROGRAMME: programme = 'none' } = process.env;
  const metrics = new PowertoolsMetrics({ defaultDimensions: { stage, programme } });
  return {
    count: (name, value) => {
      metrics.addMetric(name, MetricUnit.Count, value);
    },
    durationMs: (name, value) => {
      metrics.addMetric(name, MetricUnit.Milliseconds, value);
    },
    flush: () => metrics.publishStoredMetrics(),
  };
}
