import { expect, test } from 'vitest'
import { withTimeLeft } from '../../src/commands/time-left.ts'

test('what is counted says how long it goes on, at the pace of the last seconds', () => {
  const timed = withTimeLeft()
  // The first hundred come at once, the others ten a second.
  const said = Array.from({ length: 200 }, (_, index) => {
    const now = index < 100 ? index : index * 100
    return timed(`reading ${index} of 300: a.py`, now)
  })

  expect(said[0]).toBe('reading 0 of 300: a.py')
  expect(said[199]).toBe('reading 199 of 300 (11 s left): a.py')
  expect(timed('reading 300 of 300: a.py', 30_000)).toBe('reading 300 of 300: a.py')
  expect(timed('judging', 30_100)).toBe('judging')
  expect(timed('objects 1 of 4', 40_000)).toBe('objects 1 of 4')
})
