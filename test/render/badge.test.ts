import { expect, test } from 'vitest'
import { output } from '../../src/render/badge/index.ts'
import { report } from './report.ts'
import { shown } from './shown.ts'

test('the badge says how the project fares on a Mac, and loads nothing', () => {
  const base = report()
  const metal = { ...base.platforms.metal, status: 'needs-edits' as const }
  const text = shown(output, { ...base, platforms: { ...base.platforms, metal } })

  expect(text).toContain('aria-label="Mac: needs edits"')
  expect(text.replace('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(/https?:|href|url\((?!#)/)
})
