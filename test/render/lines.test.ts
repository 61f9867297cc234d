import { expect, test } from 'vitest'
import { output } from '../../src/render/lines/index.ts'
import { finding, report, site } from './report.ts'
import { shown } from './shown.ts'

const fix = { kind: 'manual', effort: 'minutes', summary: 'Choose the device once.' } as const

test('a line for each place, in the order of files', () => {
  const findings = [
    finding({ sites: [site('train.py', 12), site('train.py', 3)], fix }),
    finding({
      code: 'memory/pinned',
      effect: 'info',
      certainty: 'possible',
      message: 'No use.',
      sites: [site('data.py', 7)],
    }),
  ]

  expect(shown(output, report({ findings })).split('\n')).toEqual([
    'data.py:7:1: info possible memory/pinned: No use.',
    'train.py:3:1: blocks certain device/cuda-literal: A Mac has no device "cuda". | Choose the device once.',
    'train.py:12:1: blocks certain device/cuda-literal: A Mac has no device "cuda". | Choose the device once.',
    '',
  ])
})

test('what the baseline knows is not said again', () => {
  const known = finding({ sites: [{ ...site('train.py', 3), known: true }], known: true })
  const grown = finding({ sites: [{ ...site('a.py', 1), known: true }, site('a.py', 2)], fingerprint: 'f2' })

  expect(shown(output, report({ findings: [known, grown] }))).toMatch(/^a\.py:2:1: [^\n]*\n$/)
})

test('nothing found is no line', () => {
  expect(shown(output, report())).toBe('')
})
