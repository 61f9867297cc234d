import type { ShelfLives } from '../../src/knowledge/knowledge.ts'

const reason = 'for the tests'

/** Documentation lasts for a year, issues for 30 days, the rest for ever. */
export const lives: ShelfLives = {
  code: { reason },
  package: { reason },
  'release-notes': { reason },
  measurement: { reason },
  documentation: { days: 365, reason },
  issue: { days: 30, reason },
}
