import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { loadMailTemplate } from './scripts/mail-templates.ts';

export default defineConfig({
  plugins: [{ name: 'mail-templates', load: loadMailTemplate }],
  test: {
    include: ['test/**/*.test.ts'],
    // Also on a machine of two cores: most of a scenario is waiting for other processes.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 180_000,
    hookTimeout: 240_000,
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
  },
});
