import { describe, expect, test } from 'vitest'
import { output } from '../../src/render/markdown/index.ts'
import { HOSTILE, hostileReport } from './hostile.ts'
import { edit, finding, report, site } from './report.ts'
import { shown } from './shown.ts'

test('the answer, what matters first, every finding', () => {
  const text = shown(
    output,
    report({
      findings: [
        finding({
          sites: [site('train.py', 3), site('train.py', 9)],
          fix: { kind: 'automatic', effort: 'minutes', summary: 'Choose the device once.' },
          edits: [edit()],
        }),
        finding({ effect: 'info', reach: 'test', message: 'No use.', fingerprint: 'f2' }),
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
    }),
  )

  expect(text).toMatchInlineSnapshot(`
    "<!-- acclimate -->
    ## captions on a Mac

    | | |
    | --- | --- |
    | **Mac** | **runs as it is** |
    | **CUDA** | **runs as it is** |
    | **Advice** | **either will do** (likely) |

    Judged for macOS 26.1 and Python 3.12.

    ### What matters first

    1. **stops the program**: A Mac has no device "cuda".
       (2 places; <code>device/cuda-literal</code>; <code>pkg:pypi/torch@2.6.0</code>, 2026-11-01)
       - <code>train.py:3</code> <code>model.cuda()</code>
       - <code>train.py:9</code> <code>model.cuda()</code>

       Fix: Choose the device once. (automatic, minutes)

    ### 2 findings

    <details><summary>Every finding with its place</summary>

    | effect | place | what happens | fix |
    | --- | --- | --- | --- |
    | stops the program | <code>train.py:3</code> and 1 more | A Mac has no device "cuda".<br><code>device/cuda-literal</code> | Choose the device once. <!-- f1 --> |
    | good to know<br>test | <code>train.py:3</code> | No use.<br><code>device/cuda-literal</code> |  <!-- f2 --> |

    </details>

    ### Packages

    | package | on a Mac | on CUDA | |
    | --- | --- | --- | --- |
    | <code>flash-attn</code> | does not work | works | needs CUDA<br><code>requirements.txt:5</code> |

    <sub>12 files read. Facts as of 2026-11-20, acclimate 1.2.3.</sub>
    "
  `)
})

test('a page of many findings is short enough for a comment, and says what is left out', () => {
  const findings = Array.from({ length: 3_000 }, (_, index) => finding({ fingerprint: `f${index}` }))
  const text = shown(output, report({ findings }))

  expect(text.length).toBeLessThanOrEqual(65_536)
  expect(text.length).toBeGreaterThan(60_000)
  const rows = [...text.matchAll(/<!-- f\d+ -->/g)].length
  expect(text).toContain(`There is no room for ${(3_000 - rows).toLocaleString('en')} more findings`)
})

test('what the baseline knows is counted, not repeated', () => {
  const findings = [finding({ known: true }), finding({ fingerprint: 'f2' })]
  const text = shown(output, report({ findings, baseline: { known: 1, gone: 0 } }))

  expect(text).toContain('1 finding is new, 1 known and 0 gone')
  expect(text).not.toContain('<!-- f1 -->')
  // The answer above still counts what is known.
  const known = shown(output, report({ findings: [finding({ known: true })], baseline: { known: 1, gone: 0 } }))
  expect(known).toContain('Nothing new: 1 finding in the baseline.')
  expect(known).not.toContain('speaks against')
})

describe('hostile text', () => {
  test.each(HOSTILE.map((text) => [text.slice(0, 30), text]))('%j', (_, text) => {
    const page = shown(output, hostileReport(text))

    expect(page.length).toBeLessThanOrEqual(65_536)
    expect(page.replaceAll(/\n|\u200B/g, '')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
    // Of HTML there is only our own.
    expect(page.replaceAll(/<\/?(?:code|details|summary|sub|br)>|<!-- [\w-]* -->/g, '')).not.toMatch(/[<>]/)
    // Links lead to sources only, and no picture is loaded.
    expect(page).not.toMatch(/!\[/)
    for (const [, address] of page.matchAll(/\]\(([^)]*)\)/g))
      expect(address).toMatch(/^https:\/\/example\.org\/[^\s<>|`]*$/)
    const prose = page.replaceAll(/<code>.*?<\/code>|\]\([^)]*\)/g, '')
    expect(prose).not.toMatch(/@\w|(?<!&)#\d|:\/\/|www\.|:\w+:|[`$]/i)
    // Rows keep their number of cells.
    const rows = page.split('\n').filter((line) => line.endsWith('--> |'))
    for (const row of rows) expect(row.split('|')).toHaveLength(6)
  })
})
