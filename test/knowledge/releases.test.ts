import { describe, expect, it } from 'vitest'
import { newestOf, newestRelease } from '../../src/knowledge/releases.ts'
import { compiledKnowledge } from './compiled.ts'

const knowledge = compiledKnowledge()

describe('the newest release of a day', () => {
  it.each([
    ['2022-06-27', undefined],
    ['2022-06-28', '1.12.0'],
    ['2025-01-29', '2.6.0'],
    ['2026-09-01', '2.13.0'],
    ['2026-10-01', '2.14.1'],
  ])('of torch on %s', (asOf, version) => {
    expect(newestRelease(knowledge, 'torch', asOf)?.version).toBe(version)
  })

  it('of macOS and Python', () => {
    expect(newestOf(knowledge.systems.macos, '2025-12-31')?.version).toBe('26.2')
    expect(newestOf(knowledge.systems.pythons, '2025-12-31')?.version).toBe('3.14')
  })

  it('of a package that nobody follows is unknown', () => {
    expect(newestRelease(knowledge, 'no-such-package', '2026-10-01')).toBeUndefined()
  })
})
