import { describe, expect, test } from 'vitest'
import { output } from '../../src/render/github/index.ts'
import { HOSTILE, hostileReport } from './hostile.ts'
import { edit, finding, report, site } from './report.ts'
import { shown } from './shown.ts'

test('the answer first, then an annotation for each finding, the worst first', () => {
  const text = shown(
    output,
    report({
      findings: [
        finding({ effect: 'info', fingerprint: 'f0' }),
        finding({
          sites: [{ ...site('src/train.py', 3), column: 5, endColumn: 12 }, site('src/train.py', 9)],
          fix: { kind: 'automatic', effort: 'minutes', summary: 'Choose the device once.' },
          edits: [edit()],
        }),
      ],
    }),
  )

  expect(text).toMatchInlineSnapshot(`
    "::notice title=Acclimate::captions on a Mac: runs as it is%0AOn CUDA: runs as it is. Advice: either will do%0A2 findings
    ::error file=src/train.py,line=3,endLine=3,col=5,endColumn=12,title=device/cuda-literal%3A stops the program::A Mac has no device "cuda".%0AFix: Choose the device once.%0AAlso at src/train.py:9%0Aacclimate explain device/cuda-literal (f1)
    ::notice file=train.py,line=3,endLine=3,col=1,endColumn=13,title=device/cuda-literal%3A good to know::A Mac has no device "cuda".%0Aacclimate explain device/cuda-literal (f0)
    "
  `)
})

test('what the baseline knows is counted, not repeated', () => {
  const findings = [finding({ known: true }), finding({ fingerprint: 'f2' })]
  const text = shown(output, report({ findings, baseline: { known: 1, gone: 3 } }))

  expect(text).toContain('1 new finding, 1 known and not repeated, 3 gone')
  expect(text.match(/^::error /gm)).toHaveLength(1)
})

describe('hostile text', () => {
  test.each(HOSTILE.map((text) => [text.slice(0, 30), text]))('%j', (_, text) => {
    const lines = shown(output, hostileReport(text)).trimEnd().split('\n')

    expect(lines).toHaveLength(41)
    for (const line of lines) {
      // As the runner reads it: properties end at the first "::", each at a comma.
      expect(line).toMatch(
        /^::(?:notice title=Acclimate|error file=[^,:]*,line=3,endLine=3,col=2,endColumn=9,title=[^,:]*)::/,
      )
      expect(line).not.toMatch(/[\p{Cc}\p{Cf}]|%(?!0A|25|2C|3A)/u)
      expect(line.replace(/file=[^,]*/, '').length).toBeLessThan(20_000)
    }
  })
})
