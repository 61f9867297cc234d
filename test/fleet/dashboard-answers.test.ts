import { beforeAll, describe, expect, test } from 'vitest'
import { MADE_UP_NOW, madeUpOutcomes } from '../../bench/fleet/made-up.mjs'
import * as answers from '../../packages/fleet/src/dashboard/answers.ts'
import { choose, searchable } from '../../packages/fleet/src/dashboard/choose.ts'
import type { DashboardData } from '../../packages/fleet/src/dashboard/data.ts'
import { gather } from '../../packages/fleet/src/dashboard/gather.ts'
import { ask } from '../../packages/fleet/src/questions/ask.ts'
import { QUESTIONS } from '../../packages/fleet/src/questions/questions.ts'
import type { Selection } from '../../packages/fleet/src/questions/selection.ts'
import type { OpenTables } from '../../packages/fleet/src/tables/open.ts'
import { openedTables } from './outcomes.ts'

const COUNT = 1_500
const period = { now: MADE_UP_NOW, since: '2026-11-21T00:00:00.000Z' }

const ANSWERS = {
  readiness: answers.readiness,
  blockers: answers.blockers,
  'minutes-away': answers.minutesAway,
  changes: answers.changes,
  models: answers.models,
  failures: answers.failures,
} as const

const SELECTIONS: readonly Selection[] = [
  {},
  { team: 'vision' },
  { team: 'none', framework: 'PyTorch' },
  { language: 'notebooks', text: 'NUMPY' },
  { status: 'needs-edits' },
  { status: 'failed', team: 'speech' },
  { text: 'no such repository' },
]

/** The page tells one remedy for each blocker, whatever is chosen. */
function plain(row: object): object {
  return { ...row, remedy: '' }
}

describe('what the dashboard answers by itself is what SQL answers', () => {
  let tables: OpenTables
  let data: DashboardData
  beforeAll(async () => {
    tables = await openedTables(madeUpOutcomes(COUNT))
    data = await gather(tables.connection, {}, period)
    return () => tables.close()
  })

  test('about results of all kinds', () => {
    const { changes, repositories } = data
    expect(repositories.name).toHaveLength(COUNT)
    expect(new Set(repositories.status).size).toBe(6)
    expect(new Set(changes.map(({ way }) => way)).size).toBe(4)
    expect(repositories.stops.some(({ length }) => length > 2)).toBe(true)
  })

  test.each(SELECTIONS)('%o', async (selection) => {
    const chosen = choose(data, searchable(data), selection)
    for (const question of QUESTIONS) {
      const own = ANSWERS[question.name as keyof typeof ANSWERS](data, chosen)
      // oxlint-disable-next-line no-await-in-loop -- one after another on one connection
      const { rows } = await ask(tables.connection, question, selection, period)
      expect(own.map(plain), question.name).toEqual(rows.map(plain))
    }
  })
})
