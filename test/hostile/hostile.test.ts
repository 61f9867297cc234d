import * as v from 'valibot'
import { expect, test } from 'vitest'
import { reportSchema } from '../../src/report/report-schema.ts'
import { runCli } from '../cli/run-cli.ts'
import { hostileCorpus } from './corpus.ts'

/** Milliseconds after which something hangs: the corpus is over 10,000 files, and machines that run tests are slow. */
const PATIENCE = 60_000

/** The corpus has to be written before it is read, and that it took too long is for the test to say. */
const WRITTEN_FIRST = { timeout: 2 * PATIENCE }

test('a hostile project is read to its end, and what could not be read is said', WRITTEN_FIRST, async () => {
  const { root, unreadable } = hostileCorpus()
  const before = performance.now()
  const { code, out, err } = await runCli(['audit', '--format', 'json', '--no-cache', root])
  const took = performance.now() - before

  expect(err).toBe('')
  expect([0, 1]).toContain(code)
  const report = v.parse(reportSchema, JSON.parse(out))
  const said = new Set(report.coverage.unread.map(({ file }) => file.replace(/\/$/, '')))
  expect(unreadable.filter((path) => !said.has(path))).toEqual([])
  expect(report.coverage.filesRead).toBeGreaterThan(10_000)
  expect(took).toBeLessThan(PATIENCE)
})

test('what a hostile project is called does not reach the terminal', WRITTEN_FIRST, async () => {
  const { root } = hostileCorpus()
  const { out } = await runCli(['audit', '--fail-on', 'none', '--include', 'names', root])

  expect(out.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u)
})
