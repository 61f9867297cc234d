import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { explainMessage } from '../../src/messages/explain-message.ts'
import { compiledKnowledge } from '../knowledge/compiled.ts'

interface PublicReport {
  readonly text: string
  readonly url: string
  /** The messages that are the right answer, any of them. */
  readonly is: readonly string[]
}

const knowledge = compiledKnowledge()
const reports: readonly PublicReport[] = parse(readFileSync(new URL('reports.yaml', import.meta.url), 'utf8'), {
  schema: 'core',
})
const ids = new Set(knowledge.messages.map(({ id }) => id))

test('there are enough of them, and their answers exist', () => {
  expect(reports.length).toBeGreaterThanOrEqual(60)
  expect(reports.flatMap(({ is }) => is).filter((id) => !ids.has(id))).toEqual([])
  expect(ids.size).toBeGreaterThanOrEqual(150)
})

test.each(reports)('$is.0: $url', ({ text, is }) => {
  const { answers } = explainMessage(knowledge, text, { asOf: '2026-11-27' })
  expect(is).toContain(answers[0]?.id)
})

test.each(knowledge.messages)('$id is the first answer to its example', ({ id, example }) => {
  const { answers } = explainMessage(knowledge, example, { asOf: '2026-11-27' })
  expect(answers[0]).toMatchObject({ id, fit: 'whole' })
})

/** Names, numbers, paths, line ends and case may differ, and a word may be missing. */
test.each([
  ['torch-without-cuda', 'TORCH NOT COMPILED WITH CUDA ENABLED'],
  ['torch-without-cuda', 'E   AssertionError: Torch not compiled\n    with CUDA enabled'],
  [
    'mps-out-of-memory',
    'mps backend out of memory (MPS allocated: 99.12 GB, other allocations: 1 KB, max allowed: 7 GB).',
  ],
  ['placeholder-storage', 'Placeholder storage was not allocated on MPS device'],
  ['operator-not-implemented', 'The operator aten::made_up.out is not currently implemented for the MPS device'],
])('%s is recognised in other words', (id, text) => {
  expect(explainMessage(knowledge, text).answers[0]?.id).toBe(id)
})

test.each(['', ' ', 'hello', 'everything went well and the loss is 0.3', 'RuntimeError: the moon is made of cheese'])(
  'nothing is known of "%s"',
  (text) => {
    expect(explainMessage(knowledge, text).answers).toEqual([])
  },
)
