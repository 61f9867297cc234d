import { expect, test } from 'vitest'
import { output as github } from '../../src/render/github/index.ts'
import { output as markdown } from '../../src/render/markdown/index.ts'
import { output as terminal } from '../../src/render/terminal/index.ts'
import { finding, report, site } from './report.ts'
import { shown } from './shown.ts'

/** A finding with two places that the baseline knows, and a new one between them. */
const grown = report({
  findings: [
    finding({
      sites: [
        { ...site('train.py', 3, 'model.cuda()'), known: true },
        site('train.py', 5, 'data.cuda()'),
        { ...site('train.py', 8, 'loss.cuda()'), known: true },
      ],
    }),
  ],
  baseline: { known: 0, gone: 0, sites: { known: 2, new: 1, gone: 0 } },
})

test.each([
  ['terminal', terminal, /train\.py:5 +data\.cuda\(\)/, 'Known from the baseline'],
  ['github', github, /^::error file=train\.py,line=5,/m, '1 new place of known findings'],
  ['markdown', markdown, /<code>train\.py:5<\/code> <code>data\.cuda\(\)<\/code>/, 'Known findings have 1 new place.'],
] as const)('%s tells the one place that is new', (_, output, place, counted) => {
  const text = shown(output, grown)
  expect(text).toMatch(place)
  expect(text).toContain(counted)
  expect(text).not.toMatch(/loss\.cuda|^::error .*line=[38],/m)
})

test('a baseline without single places is told as before', () => {
  const old = report({
    findings: [finding({ known: true }), finding({ fingerprint: 'f2' })],
    baseline: { known: 1, gone: 2 },
  })
  expect(shown(terminal, old)).toContain('Baseline: 1 new finding, 1 known, 2 gone.')
})
