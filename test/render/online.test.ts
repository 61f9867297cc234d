import { expect, test } from 'vitest'
import { output } from '../../src/render/terminal/index.ts'
import { report } from './report.ts'

test('how many packages were asked about, and which are still not known', () => {
  const online = {
    toldBy: 'pip 26.1',
    indexes: ['https://index.example/simple'],
    answered: ['a', 'b'],
    unanswered: [{ name: 'our\u001b[31mown', reason: 'the index does not know it' }],
  }
  const page = output.render(report({ coverage: { filesRead: 1, bytesRead: 9, unread: [], stale: [], online } }), {
    columns: 80,
    colour: false,
  })

  expect(page).toContain('Asked the index of pip 26.1 about 3 packages, 2 answered.')
  expect(page).toMatch(
    /Not learnt from a package index: 1 package\n {3}our.{0,4}\[31mown +the index does not know it\n/,
  )
  expect(page).not.toContain('\u001b')
})
