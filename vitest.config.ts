import { defineConfig } from 'vitest/config';
import { loadMailTemplate } from './scripts/mail-templates.ts';

export default defineConfig({
  plugins: [{ name: 'mail-templates', load: loadMailTemplate }],
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 180_000,
    hookTimeout: 240_000,
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
  },
});
