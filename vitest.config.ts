import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['tools/registry.mjs'],
    testTimeout: 60_000,
    pool: 'forks',
  },
})
