import { describe, expect, it } from 'vitest'
import type { Finding, Fix } from '../../src/report/report.ts'
import { statusOf } from '../../src/verdict/status.ts'
import { finding, site } from '../render/report.ts'

const fix: Fix = { kind: 'manual', effort: 'minutes', summary: 'do it' }
const blocking = (changes: Partial<Finding> = {}): Finding => finding({ fix, ...changes })

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

  it('takes a project that chooses Metal itself at its word, but not where it cannot be installed', () => {
    const isAtHome = true
    expect(statusOf([blocking({ code: 'cuda-call/raises' })], isAtHome)).toBe('runs-degraded')
    expect(statusOf([blocking({ code: 'dependency/does-not-install' })], isAtHome)).toBe('needs-edits')
    expect(statusOf([finding({ code: 'kernels/cuda-sources' })], isAtHome)).toBe('blocked')
    expect(statusOf([finding({ code: 'dependency/itself-for-cuda' })], isAtHome)).toBe('blocked')
    const apart = finding({ code: 'kernels/cuda-sources', causes: [site('models/ops/setup.py', 9)] })
    expect(statusOf([apart], isAtHome)).toBe('runs-degraded')
    expect(statusOf([apart])).toBe('blocked')
  })
})
