import { describe, expect, it } from 'vitest'
import { takenInstead } from '../../src/knowledge/taken.ts'
import { hasWheel, isForSomePythons, offeredBefore, wheelsAfter, wheelsOf } from '../../src/knowledge/wheels.ts'
import { libraryByPypi } from '../../src/knowledge/libraries.ts'
import { compiledKnowledge } from './compiled.ts'

const knowledge = compiledKnowledge()

describe('what releases offer a Mac', () => {
  it.each([
    ['torch', '2.6.0', '3.13', true],
    ['torch', '2.6.0', '3.14', false],
    ['torch', '2.14.1', '3.14', true],
    ['numpy', '1.20.3', '3.9', false],
    ['tokenizers', '0.22.2', '3.15', true],
    ['tokenizers', '0.22.2', '3.8', false],
    ['bitsandbytes', '0.42.0', '3.15', true],
    ['bitsandbytes', '0.48.2', '3.12', false],
  ])('%s %s for Python %s', (name, version, python, expected) => {
    const run = wheelsOf(knowledge, name, version)
    expect(run && hasWheel(run, python)).toBe(expected)
  })

  it('is not known of packages that nobody looked at, nor of what is no version', () => {
    expect(wheelsOf(knowledge, 'no-such-package', '1.0')).toBeUndefined()
    expect(wheelsOf(knowledge, 'constructor', '1.0')).toBeUndefined()
    expect(wheelsOf(knowledge, 'numpy', 'newest')).toBeUndefined()
  })

  it.each([
    ['numpy', '1.20.3', '3.9', '1.21.0'],
    ['numpy', '1.20.3', '3.12', '1.26.0'],
    ['torch', '2.6.0', '3.14', '2.9.0'],
    ['numpy', '2.5.2', '3.15', undefined],
  ])('of %s after %s, for Python %s, comes with %s', (name, version, python, since) => {
    expect(wheelsAfter(knowledge, name, version, python)?.since).toBe(since)
  })

  it('tells what is for some Pythons from what is for all or for none', () => {
    const files = ['3.8-3.10', '3.6,3.8+', 'any', 'source', 'none']
    expect(files.map((each) => isForSomePythons({ since: '1', last: '1', files: each }))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ])
  })
})

function taken(name: string, asOf: string, admits: (version: string) => boolean = () => true): string | undefined {
  const library = libraryByPypi(knowledge, name)
  return library && takenInstead(knowledge, library, admits, asOf)
}

describe('the release that pip takes', () => {
  it('is the last one with a file for a Mac, where the newest have none', () => {
    expect(taken('bitsandbytes', '2025-06-01')).toBe('0.42.0')
    expect(taken('dgl', '2026-11-01')).toBe('2.2.0')
    expect(offeredBefore(knowledge, 'bitsandbytes', '0.48.2')).toBe('0.42.0')
  })

  it('is the newest, or none, where nothing else may be taken', () => {
    expect(taken('bitsandbytes', '2026-01-15')).toBeUndefined()
    expect(taken('bitsandbytes', '2025-06-01', (version) => version !== '0.42.0')).toBeUndefined()
    expect(taken('numpy', '2026-11-01')).toBeUndefined()
  })
})
