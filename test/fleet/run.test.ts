import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { makeRepositories, makeRepository } from '../../bench/fleet/repositories.mjs'
import { openEngine } from '../../packages/fleet/src/engine/open.ts'
import type { Outcome } from '../../packages/fleet/src/store/outcome.ts'

const ACCLIMATE = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))
const root = mkdtempSync(join(tmpdir(), 'acclimate-run-'))
const file = join(root, 'fleet.duckdb')
afterAll(() => rmSync(root, { recursive: true }))

async function fleet(...words: readonly string[]) {
  return promisify(execFile)(process.execPath, [ACCLIMATE, 'fleet', ...words, '--file', file])
}

async function kept(): Promise<readonly Outcome[]> {
  const engine = await openEngine(file, { attempts: 1, delay: 1, lease: 60 })
  const outcomes: Outcome[] = []
  for await (const outcome of engine.store.outcomes()) outcomes.push(outcome)
  await engine.close()
  return outcomes
}

test('a list is audited, taken from what is kept where nothing has changed, and judged anew for another day', async () => {
  const list = makeRepositories(root, 3)
  const { stdout, stderr } = await fleet('run', list, '--as-of', '2026-11-20', '--workers', '2')
  expect(stdout).toMatch(/^3 repositories\non Macs: /)
  expect(stderr).toContain('3 of 3')
  const first = await kept()
  expect(first.map(({ repository, team }) => [repository, team])).toEqual(
    ['r0000', 'r0001', 'r0002'].map((name, index) => [
      pathToFileURL(join(root, name)).href,
      index % 2 === 0 ? 'even' : 'odd',
    ]),
  )

  makeRepository(join(root, 'r0000'), 4)
  writeFileSync(list, 'r0000 team=new\nr0001\n')
  await fleet('run', list, '--as-of', '2026-11-20', '--workers', '2')
  const second = await kept()
  expect(second[0]?.commit).not.toBe(first[0]?.commit)
  expect(second[0]?.team).toBe('new')
  // Untouched, to the moment of its making.
  expect(second.slice(1)).toEqual(first.slice(1))

  const judged = await fleet('judge', '--as-of', '2026-11-21', '--workers', '1')
  expect(judged.stdout).toBe('3 judged again, 0 up to date\n')
  const again = await fleet('judge', '--as-of', '2026-11-21', '--workers', '1')
  expect(again.stdout).toBe('0 judged again, 3 up to date\n')
}, 180_000)

test.each([
  [['run', 'no-such-list'], /^error: no such file or folder: no-such-list\n$/],
  [['work'], /^error: work is for a queue: --queue postgres:\/\/… or redis:\/\/…\n$/],
  [['status', '--queue', 'redis://127.0.0.1:1'], /^error: Redis cannot be used: [^\n]+\n$/],
  [['status', '--queue', 'postgres://127.0.0.1:1/x'], /^error: PostgreSQL cannot be used: [^\n]+\n$/],
])('wrong usage is one line: %j', async (words, line) => {
  const error: unknown = await fleet(...words).catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ code: 2, stderr: expect.stringMatching(line) })
})
