import { describe, expect, test } from 'vitest'
import { commonSubject } from '../../src/audit/finding/common-subject.ts'
import { findingsOf } from '../../src/audit/finding/finding.ts'
import type { Draft, Rule } from '../../src/audit/rule.ts'
import type { Subject } from '../../src/report/subject.ts'
import { site } from '../render/report.ts'

const rule = { code: 'device/cuda-literal', title: 'CUDA is named', find: () => [] } satisfies Rule

/** A draft of a group, at one place. */
function draft(line: number, more: Partial<Draft> = {}): Draft {
  return {
    effect: 'blocks',
    certainty: 'certain',
    message: 'A Mac has no device "cuda".',
    subject: { kind: 'device', value: 'cuda' },
    sites: [{ ...site('train.py', line, `x${line}.cuda()`), role: 'use' }],
    sources: [{ url: 'pkg:pypi/torch@2.6.0', seen: '2026-11-01', kind: 'code' }],
    group: 'literal',
    ...more,
  }
}

function drafts(count: number): Draft[] {
  return Array.from({ length: count }, (_, index) => draft(index + 1))
}

/** Milliseconds that it takes to merge so many drafts, half of them only possible. */
function timed(count: number): number {
  const all = drafts(count).map((one, index): Draft => (index % 2 === 0 ? one : { ...one, certainty: 'possible' }))
  const began = performance.now()
  findingsOf(rule, all, () => 'main')
  return performance.now() - began
}

describe('places of a finding', () => {
  test('are all told, up to a limit that is said', () => {
    const [whole] = findingsOf(rule, drafts(10_000), () => 'main')
    expect(whole?.sites).toHaveLength(10_000)
    expect(whole?.message).toBe('A Mac has no device "cuda".')

    const [cut] = findingsOf(rule, drafts(10_003), () => 'main')
    expect(cut?.sites).toHaveLength(10_000)
    expect(cut?.message).toContain('The first 10000 of 10003 places are listed.')
  })

  test('take time that grows with their number', () => {
    timed(2_000)
    // Ten times as many: with the square it would be a hundred times as long.
    expect(timed(40_000)).toBeLessThan(40 * Math.max(5, timed(4_000)))
  })
})

describe('the subject of drafts that become one finding', () => {
  test.each<[string, readonly Subject[], Subject]>([
    [
      'the same of all',
      [
        { kind: 'device', value: 'cuda' },
        { kind: 'device', value: 'cuda' },
      ],
      { kind: 'device', value: 'cuda' },
    ],
    [
      'without details that differ',
      [
        { kind: 'setting', name: 'device', value: 'cuda:0' },
        { kind: 'setting', name: 'device', value: 'cuda:1' },
      ],
      { kind: 'setting', name: 'device' },
    ],
    [
      'the package without a version',
      [
        { kind: 'package', name: 'torch', version: '2.1' },
        { kind: 'package', name: 'torch', version: '2.2' },
      ],
      { kind: 'package', name: 'torch' },
    ],
    [
      'the module of calls',
      [
        { kind: 'call', name: 'torch.cuda.memory_allocated' },
        { kind: 'call', name: 'torch.cuda.memory_reserved' },
        { kind: 'call', name: 'torch.cuda.nvtx.mark' },
      ],
      { kind: 'call', name: 'torch.cuda.*' },
    ],
    [
      'the operators without the release that differs',
      [
        { kind: 'operator', name: 'torch.linalg.qr', torch: '2.6.0', since: '2.8.0' },
        { kind: 'operator', name: 'torch.linalg.svd', torch: '2.6.0' },
      ],
      { kind: 'operator', name: 'torch.linalg.*', torch: '2.6.0' },
    ],
    [
      'the code, of methods of who knows what',
      [
        { kind: 'call', name: '.half' },
        { kind: 'call', name: '.double' },
      ],
      { kind: 'other', name: 'a/b' },
    ],
    [
      'the code, of what has nothing in common',
      [
        { kind: 'image', name: 'a' },
        { kind: 'kernel', name: 'a' },
      ],
      { kind: 'other', name: 'a/b' },
    ],
  ])('is %s', (_, subjects, expected) => {
    expect(commonSubject(subjects, 'a/b')).toEqual(expected)
    expect(commonSubject(subjects.toReversed(), 'a/b')).toEqual(expected)
  })
})
