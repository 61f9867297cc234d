import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Library, Statement } from '../../src/knowledge/knowledge.ts'
import { statementFor } from '../../src/knowledge/statements.ts'
import { supportOf } from '../../src/knowledge/support.ts'

const sources = [{ url: 'https://example.org/notes', seen: '2026-08-01', kind: 'release-notes' as const }]

/** A library that came to Metal with 0.50.0, and lost what it had with 2.0 for a while. */
const statements: readonly Statement[] = [
  { status: 'supported', since: '2.1', from: '2026-09-01', sources },
  { status: 'unsupported', since: '2.0', until: '2.1', from: '2026-08-15', note: 'rewritten', sources },
  { status: 'partial', since: '0.50.0', until: '2.0', from: '2026-07-24', note: 'no 8-bit optimisers', sources },
  { status: 'unsupported', until: '0.50.0', note: 'CUDA only', sources },
]

const today = '2026-11-22'

describe('statementFor', () => {
  it.each([
    ['0.49.2', 'unsupported'],
    ['0.50.0', 'partial'],
    ['0.50.0+cpu', 'partial'],
    ['0.50.0rc1', 'unsupported'],
    ['1.10', 'partial'],
    ['2.0.3', 'unsupported'],
    ['2.1', 'supported'],
  ])('judges version %s by the versions', (version, status) => {
    expect(statementFor(statements, version, today)?.status).toBe(status)
  })

  it.each([
    ['2026-07-23', 'unsupported'],
    ['2026-07-24', 'partial'],
    ['2026-08-15', 'unsupported'],
    ['2026-09-01', 'supported'],
  ])('judges the newest version of %s by the days, also where only the neighbour has one', (asOf, status) => {
    expect(statementFor(statements, undefined, asOf)?.status).toBe(status)
  })

  it('holds a pinned version to its statement even on a day before its release', () => {
    expect(statementFor(statements, '0.50.0', '2024-01-01')?.status).toBe('partial')
  })

  it('lets the day decide between statements about one version, as when what it needs was released', () => {
    const plugged: readonly Statement[] = [
      { status: 'partial', since: '2.18', until: '2.19', from: '2025-01-31', gpu: true, sources },
      { status: 'partial', since: '2.18', until: '2.19', from: '2024-10-28', to: '2025-01-31', gpu: false, sources },
    ]

    expect(statementFor(plugged, '2.18.0', '2024-12-01')?.gpu).toBe(false)
    expect(statementFor(plugged, '2.18.0', today)?.gpu).toBe(true)
    expect(statementFor(plugged, '2.18.0', '2020-01-01')?.gpu).toBe(true)
  })

  it('takes what is no version for none', () => {
    expect(statementFor(statements, 'main', today)?.status).toBe('supported')
  })

  it('says nothing of the newest version when all that is known is about older ones', () => {
    expect(statementFor([{ status: 'supported', until: '3.0', sources }], undefined, today)).toBeUndefined()
  })

  it('obeys days where there are no versions', () => {
    const dated: readonly Statement[] = [{ status: 'supported', from: '2025-01-01', to: '2026-01-01', sources }]

    expect(statementFor(dated, '1.0', '2024-12-31')).toBeUndefined()
    expect(statementFor(dated, '1.0', '2025-06-01')?.status).toBe('supported')
    expect(statementFor(dated, '1.0', '2026-01-01')).toBeUndefined()
  })

  it('never throws for what a project calls a version', () => {
    fc.assert(
      fc.property(fc.string(), (version) => {
        statementFor(statements, version, today)
      }),
    )
  })
})

describe('supportOf', () => {
  const library: Library = {
    name: 'Example',
    kind: 'library',
    aliases: [],
    pypi: ['example'],
    conda: [],
    imports: ['example'],
    category: 'quantization',
    metal: statements,
    cuda: [],
    alternatives: [],
  }

  it('passes on the note and the sources', () => {
    expect(supportOf(library, 'metal', '1.0', today)).toEqual({
      status: 'partial',
      note: 'no 8-bit optimisers',
      sources,
    })
  })

  it('calls unknown what nobody has stated', () => {
    expect(supportOf(library, 'cuda', '1.0', today)).toEqual({ status: 'unknown', sources: [] })
  })
})
