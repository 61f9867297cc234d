import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cut, printable, widthOf, wrap } from '../../src/render/terminal/printable.ts'
import { output } from '../../src/render/terminal/index.ts'
import type { Report } from '../../src/report/report.ts'
import { edit, finding, report, site } from './report.ts'

function lines(shown: Report, columns = 80): readonly string[] {
  return output.render(shown, { columns, colour: false }).split('\n')
}

const busy = report({
  coverage: {
    filesRead: 12,
    bytesRead: 3_456,
    unread: [{ file: 'old.py', line: 7, reason: 'could not be parsed' }],
    stale: [],
  },
  findings: [
    finding({ effect: 'info', code: 'data/pinned-memory', message: 'No use.', fingerprint: 'f0' }),
    finding({
      sites: [1, 2, 3, 4, 5].map((line) => site('train.py', line)),
      fix: { kind: 'automatic', effort: 'minutes', summary: 'choose the device once' },
      edits: [edit()],
    }),
    finding({ reach: 'test', sites: [site('tests/test_a.py', 9)], fingerprint: 'f2' }),
    finding({
      reach: 'optional',
      code: 'profile/nvtx',
      effect: 'degrades',
      sites: [site('prof.py', 4)],
      fingerprint: 'f3',
    }),
  ],
  dependencies: [
    {
      name: 'flash-attn',
      requirement: 'flash-attn==2.6',
      scope: 'runtime',
      sites: [site('requirements.txt', 5)],
      metal: { status: 'unsupported', note: 'needs CUDA', sources: [] },
      cuda: { status: 'supported', sources: [] },
    },
  ],
  platforms: {
    ...report().platforms,
    metal: {
      ...report().platforms.metal,
      status: 'needs-edits',
      edits: { automatic: 5, manual: 0 },
      effort: 'minutes',
    },
  },
})

test('a page for a person: the answer, what matters, how to see more', () => {
  expect(output.render(busy, { columns: 80, colour: false })).toMatchInlineSnapshot(`
    "captions on a Mac with Apple silicon (macOS 26.1, Python 3.12)

      Mac       needs edits: it fails or leaves the GPU idle today, and every reason
                has a known fix
                5 findings can be mended by a program (port); minutes of work
      CUDA      runs as it is
      Advice    either will do (likely)

    1. stops the program (5 places)
       A Mac has no device "cuda".
         train.py:1  model.cuda()
         train.py:2  model.cuda()
         train.py:3  model.cuda()
         and 2 more places
       Fix: choose the device once (minutes)
       device/cuda-literal

    Also
       data/pinned-memory              good to know, 1 place, train.py:3

    Beside the main path
       profile/nvtx                    slower or less precise, 1 place, prof.py:4

    In tests
       device/cuda-literal             stops the program, 1 place, tests/test_a.py:9

    Packages that do not work on a Mac
       flash-attn  needs CUDA; requirements.txt:5

    Not read, or not wholly: 1 place
       old.py:7  could not be parsed

    More: acclimate explain device/cuda-literal; every place and source: --format
          json
    Read 12 files. Facts as of 2026-11-20, acclimate 1.2.3.
    "
  `)
})

test('a project without findings is told so in a few lines', () => {
  const text = lines(report())

  expect(text.length).toBeLessThan(12)
  expect(text.join('\n')).toContain('runs as it is')
  expect(text.join('\n')).toContain('Nothing was found')
})

test('what is blocked or unknown says why', () => {
  const reasons = [{ text: 'nobody has tried this library on a Mac', findings: [], sources: [] }]
  const platforms = { ...report().platforms, cuda: { status: 'unknown' as const, reasons } }

  expect(lines(report({ platforms })).join('\n')).toContain('nobody has tried')
})

test('each message of one kind of finding is told with its own place', () => {
  const findings = ['a', 'b', 'c', 'd'].map((name, index) =>
    finding({
      message: `${name} has no build.`,
      sites: [site('requirements.txt', index + 1)],
      fix: { kind: 'manual', effort: 'hours', summary: `use ${name}2.` },
      fingerprint: name,
    }),
  )
  const text = lines(report({ findings })).join('\n')

  expect(text).toContain('c has no build.')
  expect(text).toContain('Fix: use c2 (by hand, hours)')
  expect(text).not.toContain('d has no build.')
  expect(text).toContain('and 1 more place')
})

test.each([40, 60, 80, 110])('no line is wider than %i columns', (columns) => {
  for (const line of lines(busy, columns)) expect(widthOf(line)).toBeLessThanOrEqual(columns)
})

test('colours come only when asked for', () => {
  expect(output.render(busy, { columns: 80, colour: false })).not.toContain('\u001B')
  expect(output.render(busy, { columns: 80, colour: true })).toContain('\u001B[')
})

describe('text of a project', () => {
  const nasty = 'x\u001B]0;owned\u0007\u001B[2J\u202Egnp.exe\u0000\r\n\u009B31m\u200B\uD800'

  test('cannot speak to the terminal', () => {
    const findings = [finding({ message: nasty, sites: [site(`${nasty}.py`, 1, nasty)] })]
    const unread = [{ file: nasty, reason: nasty }]
    const shown = report({
      project: { name: nasty },
      findings,
      coverage: { filesRead: 1, bytesRead: 1, unread, stale: [] },
    })
    const text = output.render(shown, { columns: 80, colour: false })

    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u)
  })

  test('is measured as it is shown', () => {
    expect(widthOf('模型')).toBe(4)
    expect(widthOf('e\u0301')).toBe(1)
    expect(widthOf('🚀')).toBe(2)
    expect(cut('模型模型', 5)).toBe('模型…')
  })

  test('fits whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.integer({ min: 2, max: 120 }), (text, columns) => {
        const clean = printable(text)
        expect(widthOf(cut(clean, columns))).toBeLessThanOrEqual(columns)
        const wrapped = wrap(clean, columns)
        for (const line of wrapped) expect(widthOf(line)).toBeLessThanOrEqual(columns)
        expect(wrapped.join('').replaceAll(' ', '')).toBe(clean.replaceAll(' ', ''))
      }),
    )
  })
})

const old = (fact: string, seen: string) => ({
  fact,
  url: `https://example.org/${seen}`,
  seen,
  kind: 'issue' as const,
})

test('facts that are too old are told in one line, with the oldest', () => {
  const stale = [old('xformers on Metal', '2025-03-01'), old('flash-attn on Metal', '2024-01-02')]
  const shown = report({ coverage: { filesRead: 1, bytesRead: 1, unread: [], stale } })

  expect(lines(shown, 110)).toContain(
    'Stale: 2 facts may be out of date; the oldest, about flash-attn on Metal, was looked up on 2024-01-02.',
  )
  expect(lines(report()).join('\n')).not.toContain('Stale')
})

test('in colour the part of a line is set off that a finding is about', () => {
  const line = { ...site('a.py', 3, 'x = y.cuda()'), focus: { start: 4, end: 12 } }
  const moved = { ...site('b.py', 4, 'x\t\t= y.cuda()'), focus: { start: 5, end: 13 } }
  const whole = report({ findings: [finding({ sites: [line, moved] })] })
  const text = output.render(whole, { columns: 80, colour: true })

  expect(text).toContain('x = \u001B[1my.cuda()\u001B[22m')
  // Tabs are shown as one space, so the offsets do not count any more.
  expect(text).toContain('x = y.cuda()\n')
})
