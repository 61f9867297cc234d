import { describe, expect, it } from 'vitest'
import type { Finding, Fix } from '../../src/report/report.ts'
import { effortOf, statusOf, stopsInstalling } from '../../src/verdict/status.ts'
import { finding, site } from '../render/report.ts'

const fix: Fix = { kind: 'manual', effort: 'minutes', summary: 'do it' }
const blocking = (changes: Partial<Finding> = {}): Finding => finding({ fix, ...changes })

const many = (count: number, changes: (index: number) => Partial<Finding>): readonly Finding[] =>
  Array.from({ length: count }, (_, index) => blocking(changes(index)))

describe('statusOf', () => {
  it('runs when nothing on the main path speaks against it', () => {
    expect(statusOf([])).toBe('runs')
    expect(statusOf([blocking({ reach: 'optional' }), blocking({ reach: 'test' })])).toBe('runs')
    expect(statusOf([blocking({ certainty: 'possible' }), blocking({ effect: 'info' })])).toBe('runs')
  })

  it('is blocked by one thing without a remedy, however many have one', () => {
    expect(statusOf([blocking(), finding({ code: 'kernels/cuda-sources' })])).toBe('blocked')
  })

  it('is not blocked by what merely costs speed', () => {
    expect(statusOf([finding({ effect: 'degrades' })])).toBe('runs-degraded')
  })

  it('needs edits where the GPU stays idle', () => {
    expect(statusOf([blocking({ effect: 'ignores-gpu' })])).toBe('needs-edits')
  })

  it('counts in full only what stops a project, as far as that is told', () => {
    expect(statusOf([blocking({ code: 'cuda-call/raises' })], stopsInstalling)).toBe('runs-degraded')
    expect(statusOf([blocking({ code: 'dependency/does-not-install' })], stopsInstalling)).toBe('needs-edits')
    expect(statusOf([finding({ code: 'kernels/cuda-sources' })], stopsInstalling)).toBe('blocked')
    expect(statusOf([finding({ code: 'dependency/itself-for-cuda' })], stopsInstalling)).toBe('blocked')
    const apart = finding({ code: 'kernels/cuda-sources', causes: [site('models/ops/setup.py', 9)] })
    expect(statusOf([apart], stopsInstalling)).toBe('runs-degraded')
    expect(statusOf([apart])).toBe('blocked')
  })

  it('runs on the CPU with what leaves the GPU idle and cannot be changed', () => {
    expect(statusOf([finding({ effect: 'ignores-gpu' })])).toBe('runs-degraded')
  })
})

describe('effortOf', () => {
  it('is the sum of the fixes and not the longest of them', () => {
    expect(
      effortOf(
        many(3, () => ({})),
        'needs-edits',
      ),
    ).toBe('minutes')
    expect(
      effortOf(
        many(12, (index) => ({ code: `device/${index}` })),
        'needs-edits',
      ),
    ).toBe('hours')
    expect(
      effortOf(
        many(30, (index) => ({ code: `device/${index % 5}` })),
        'needs-edits',
      ),
    ).toBe('hours')
    const hours: Fix = { ...fix, effort: 'hours' }
    expect(
      effortOf(
        many(2, () => ({ fix: hours })),
        'needs-edits',
      ),
    ).toBe('hours')
    expect(
      effortOf(
        many(9, (index) => ({ code: `device/${index}`, fix: hours })),
        'needs-edits',
      ),
    ).toBe('days')
  })

  it('is small where a program makes the edits, and none where nothing counts', () => {
    const made: Fix = { ...fix, kind: 'automatic' }
    expect(
      effortOf(
        many(40, () => ({ fix: made })),
        'needs-edits',
      ),
    ).toBe('minutes')
    expect(
      effortOf(
        many(40, () => ({ reach: 'optional' })),
        'runs',
      ),
    ).toBe('none')
  })
})
