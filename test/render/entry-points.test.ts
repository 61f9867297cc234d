import { expect, test } from 'vitest'
import type { EntryPoint, Status } from '../../src/report/report.ts'
import { output } from '../../src/render/terminal/index.ts'
import { report } from './report.ts'

function entry(file: string, status: Status): EntryPoint {
  return { file, line: 1, workloads: [], metal: { status, findings: status === 'runs' ? [] : ['f1'] } }
}

const shown = (...entryPoints: readonly EntryPoint[]): string =>
  output.render(report({ entryPoints }), { columns: 80, colour: false })

test('ways in are told where they fare differently, each kind of them', () => {
  const many = Array.from({ length: 9 }, (_, index) => entry(`tools/${index}.py`, 'runs'))
  const text = shown(...many, entry('train.py', 'needs-edits'))

  expect(text).toMatch(/tools\/0\.py\s+runs\n/)
  expect(text).toMatch(/train\.py\s+needs edits \(1 finding\)\n/)
  expect(text).toContain('and 4 more')
})

test('ways in that fare alike are not told, nor are those of older reports', () => {
  expect(shown(entry('a.py', 'runs'), entry('b.py', 'runs'))).not.toContain('a.py')
  expect(output.render(report(), { columns: 80, colour: false })).not.toContain('What runs on a Mac')
})
