import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { loadMailTemplate } from './scripts/mail-templates.ts';
import { LongestFirst } from './test/longest-first.ts';

/** Tests of functions without clock, files or state of their own. */
const PURE = 'test/core/**/*.test.ts';

export default defineConfig({
  plugins: [{ name: 'mail-templates', load: loadMailTemplate }],
  test: {
    sequence: { sequencer: LongestFirst },
    // One more than there are cores: most of a scenario is waiting for other processes.
    maxWorkers: availableParallelism() + 1,
    testTimeout: 180_000,
    hookTimeout: 240_000,
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    projects: [
      {
        extends: true,
        test: { name: 'whole', include: ['test/**/*.test.ts'], exclude: [PURE] },
      },
      {
        extends: true,
        // A process of its own for each file would take longer than most of them.
        test: { name: 'core', include: [PURE], isolate: false },
      },
    ],
  },
});
