import { expect, test } from 'vitest'
import { output } from '../../src/render/html/index.ts'
import { HOSTILE, hostileReport } from './hostile.ts'
import { shown } from './shown.ts'

test.each(HOSTILE)('text of a project ends no part of the page: %j', (text) => {
  const hostile = hostileReport(text)
  const page = shown(output, hostile)
  expect(page.match(/<script\b/g)).toHaveLength(2)
  expect(page.match(/<\/script/g)).toHaveLength(2)
  expect(page).not.toContain('<img')
  const data = /<script type="application\/json" id="report">(.*)<\/script>/.exec(page)?.[1] ?? ''
  expect(JSON.parse(data).findings).toHaveLength(hostile.findings.length)
  expect(data.length).toBeLessThan(4_000_000)
})
