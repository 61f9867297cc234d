import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/** Tests that measure processor time. */
const GROWTH = 'test/hostile/growth-*.test.ts'

export default defineConfig({
  resolve: {
    alias: [
      { find: /^acclimate$/, replacement: `${import.meta.dirname}/src/index.ts` },
      { find: /^acclimate\/((?:command-)?parts)$/, replacement: `${import.meta.dirname}/src/library/$1.ts` },
    ],
  },
  test: {
    globalSetup: ['tools/registry.mjs'],
    testTimeout: 60_000,
    // Left to itself vitest keeps one for its own process, which has little to do: of two, half.
    maxWorkers: availableParallelism(),
    // What is built is run as it is.
    server: { deps: { external: [/\/dist\//] } },
    projects: [
      {
        extends: true,
        // A process reads the modules of src/ once and runs many test files, so that each meets code that is compiled already:
        // twice as fast. It is safe since no module has a state. A process, for commands are run in its folder (run-cli.ts).
        test: { name: 'all', include: ['test/**/*.test.ts'], exclude: [GROWTH], pool: 'forks', isolate: false },
      },
      {
        extends: true,
        // Each in a process of its own, whose processor time is theirs alone, and with a young generation so large that
        // time grows with the input and not with what the collector has to copy.
        test: {
          name: 'growth',
          include: [GROWTH],
          pool: 'forks',
          execArgv: ['--max-semi-space-size=128', '--single-threaded-gc'],
        },
      },
    ],
  },
})
