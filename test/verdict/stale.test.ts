import { describe, expect, it } from 'vitest'
import type { Dependency, Source } from '../../src/report/report.ts'
import { staleFacts } from '../../src/verdict/stale.ts'
import { lives } from '../knowledge/shelf-lives.ts'
import { finding, site } from '../render/report.ts'

const page: Source = { url: 'https://example.org/docs', seen: '2026-01-10', kind: 'documentation' }
const issue: Source = { url: 'https://example.org/issues/1', seen: '2026-01-10', kind: 'issue' }
const wheel: Source = { url: 'pkg:pypi/example@1.0', seen: '2020-01-10', kind: 'package' }

function dependency(...sources: readonly Source[]): Dependency {
  return {
    name: 'example',
    requirement: 'example',
    scope: 'runtime',
    sites: [site('requirements.txt', 1)],
    metal: { status: 'unsupported', note: 'needs CUDA', sources },
    cuda: { status: 'unknown', sources: [] },
  }
}

const context = (asOf: string) => ({ knowledge: { shelfLives: lives }, asOf })

describe('facts past their shelf life', () => {
  it('says which, by its freshest source', () => {
    expect(staleFacts([dependency(page, issue)], [], context('2027-01-11'))).toEqual([
      { fact: 'example on Metal', ...page },
    ])
  })

  it('relies on a fact while one of its sources is fresh', () => {
    expect(staleFacts([dependency(page, issue)], [], context('2027-01-10'))).toEqual([])
    expect(staleFacts([dependency(issue, wheel)], [], context('2030-01-01'))).toEqual([])
  })

  it('judges by the day of the audit, not by today', () => {
    expect(staleFacts([dependency(issue)], [], context('2025-01-01'))).toEqual([])
  })

  it('names a source once, however many findings build on it', () => {
    const findings = [finding({ sources: [issue] }), finding({ sources: [page], code: 'device/other' })]

    expect(staleFacts([dependency(issue)], findings, context('2027-06-01'))).toEqual([
      { fact: 'example on Metal', ...issue },
      { fact: 'device/other', ...page },
    ])
  })
})
