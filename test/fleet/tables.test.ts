import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openTables } from '../../packages/fleet/src/tables/open.ts'
import { query } from '../../packages/fleet/src/tables/query.ts'
import { partsIn } from '../../packages/fleet/src/tables/parts.ts'
import { updateTables } from '../../packages/fleet/src/tables/update.ts'
import { addOutcomes } from '../../packages/fleet/src/tables/write.ts'
import type { Outcome } from '../../packages/fleet/src/store/outcome.ts'
import type { Asked } from '../../packages/fleet/src/store/store.ts'
import { HOSTILE, hostileReport } from '../render/hostile.ts'
import { faring, outcome, stoppedBy, tablesOf, temporaryFolder } from './outcomes.ts'

function store(...kept: readonly Outcome[]) {
  return {
    async *outcomes({ skips }: Asked = {}) {
      yield* kept.filter((one) => !skips?.(one))
    },
  }
}

describe('tables', () => {
  test('grow by parts, which are merged when there are many', async () => {
    const folder = temporaryFolder()
    for (let number = 1; number <= 20; number++) {
      // oxlint-disable-next-line no-await-in-loop -- one run after another
      await addOutcomes(folder, [outcome(`r${number}`)])
    }
    expect(partsIn(folder).parts.at(-1)?.to).toBe(20)
    expect(readdirSync(folder).length).toBeLessThan(8)
    const { connection, close } = await openTables(folder)
    expect((await query(connection, 'SELECT count(*), min(repository) FROM outcomes')).rows).toEqual([['20', 'r1']])
    close()
  })

  test('a run that was cut short leaves nothing that counts', async () => {
    const folder = temporaryFolder()
    await addOutcomes(folder, [outcome('a')])
    mkdirSync(join(folder, 'draft-1'))
    writeFileSync(join(folder, 'draft-1', 'outcomes.parquet'), 'half')
    await addOutcomes(folder, [outcome('b')])
    await addOutcomes(folder, [outcome('c')])
    const { connection, close } = await openTables(folder)
    expect((await query(connection, 'SELECT repository FROM outcomes ORDER BY outcome')).rows).toEqual([
      ['a'],
      ['b'],
      ['c'],
    ])
    close()
  })

  test('take from a store what they have not, and what is another', async () => {
    const folder = temporaryFolder()
    const a = outcome('a', { revision: 'v1' })
    await updateTables(folder, store(a))
    await updateTables(folder, store(a, outcome('b', { team: 'x' })))
    await updateTables(folder, store(a, outcome('b', { team: 'y' })))
    const { connection, close } = await openTables(folder)
    const { rows } = await query(connection, 'SELECT outcome, repository, team FROM outcomes ORDER BY outcome')
    expect(rows).toEqual([
      [1, 'a@v1', null],
      [2, 'b', 'x'],
      [3, 'b', 'y'],
    ])
    expect((await query(connection, 'SELECT team FROM repositories ORDER BY repository')).rows).toEqual([[null], ['y']])
    close()
  })

  test('hold what a report says, whatever it is', async () => {
    const { connection } = await tablesOf(
      HOSTILE.map((text) => outcome(text, { team: text, report: hostileReport(text) })),
    )
    const { rows } = await query(
      connection,
      'SELECT count(*)::INT, count(DISTINCT repository)::INT, max(length(repository))::INT FROM outcomes JOIN findings USING (outcome)',
    )
    expect(rows).toEqual([[HOSTILE.length * 40, HOSTILE.length, 501]])
  })
})

describe('SQL of the user', () => {
  test('reads tables and views', async () => {
    const { connection } = await tablesOf([
      outcome('a', { report: faring('blocked', { findings: [stoppedBy('apex')] }) }),
    ])
    const sql = 'SELECT repository, blocker, has_fix, audited_at FROM repositories JOIN blockers USING (outcome)'
    expect(await query(connection, sql)).toEqual({
      columns: ['repository', 'blocker', 'has_fix', 'audited_at'],
      rows: [['a', 'apex', false, '2026-11-20 12:00:00']],
    })
  })

  test.each([
    ["INSERT INTO no_outcomes (team) VALUES ('x')", 'read only'],
    ["COPY outcomes TO 'x.parquet'", 'Permission'],
    ["ATTACH 'x.db'", 'read only'],
    ['SET enable_external_access = true', 'read only'],
    ['SELECT 1; DROP VIEW outcomes', 'one statement'],
    ["SELECT * FROM read_text('/etc/passwd')", 'Permission'],
    ["SELECT * FROM '/etc/passwd'", 'Error'],
    ['SELEC 1', 'syntax error'],
    ['SELECT nothing FROM outcomes', 'nothing'],
  ])('does nothing else: %s', async (sql, why) => {
    const { connection } = await tablesOf([])
    await expect(query(connection, sql)).rejects.toThrow(why)
  })
})
