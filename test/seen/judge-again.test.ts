import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { identity, judgeAgain, look, packSeen, unpackSeen } from 'acclimate/fleet'

const FIXTURES = fileURLToPath(new URL('../audit/fixtures', import.meta.url))
const DAY = { asOf: '2026-11-20' }

test.each(['device-ignores-metal-gpu', 'dependency-does-not-install', 'dtype-float64', 'none-of-these'])(
  'what was seen is judged as the files are: %s',
  async (name) => {
    const { report, seen } = await look(join(FIXTURES, name), DAY)
    const judged = await judgeAgain(unpackSeen(packSeen(seen)), DAY)
    expect(judged).toEqual({ kind: 'judged', report })
  },
)

test('what would be read or evaluated otherwise is not judged', async () => {
  const { seen } = await look(join(FIXTURES, 'device-ignores-metal-gpu'), DAY)
  expect(await judgeAgain({ ...seen, reading: 'another' }, DAY)).toEqual({ kind: 'stale', because: 'reader' })
  const { code } = seen
  if (code === undefined) throw new Error('the fixture has code')
  expect(await judgeAgain({ ...seen, code: { ...code, lens: 'another' } }, DAY)).toMatchObject({ because: 'words' })
  const importable = new Map([...code.answers.importable, ['torch', false]] as const)
  const answers = { ...code.answers, importable }
  expect(await judgeAgain({ ...seen, code: { ...code, answers } }, DAY)).toMatchObject({ because: 'machine' })
})

test('bytes that are none of ours are refused', () => {
  expect(() => unpackSeen(Uint8Array.of(1, 2, 3))).toThrow(Error)
})

test('another day or Mac is another knowledge, and the same build', () => {
  expect(identity(DAY)).toEqual(identity(DAY))
  const other = identity({ asOf: '2026-11-21' })
  expect([other.build === identity(DAY).build, other.knowledge === identity(DAY).knowledge]).toEqual([true, false])
  expect(identity({ ...DAY, macos: '15.0' }).knowledge).not.toBe(identity(DAY).knowledge)
})
