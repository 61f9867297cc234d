import { expect, test } from 'vitest'
import { siteAt, siteOfLine } from '../../src/project/text-file.ts'

/** The site of `part` in a text, and what of its excerpt is its focus. */
function focused(text: string, part: string) {
  const start = text.indexOf(part)
  const { excerpt, focus } = siteAt({ path: 'a.py', text }, start, start + part.length)
  return { excerpt, focus: focus && excerpt.slice(focus.start, focus.end) }
}

test.each([
  ['behind an indentation', 'if x:\n        y = x.cuda()  # here\n', 'x.cuda()', 'x.cuda()'],
  ['behind tabs and wide characters', '\t\té = "ü🙂", x.cuda()\r\n', 'x.cuda()', 'x.cuda()'],
  ['over several lines, up to the end of the first', '  f(a,\n    b)\n', 'a,\n    b', 'a,'],
  ['in a manifest', 'dependencies = [\n  "torch>=2",  # new\n]\n', '"torch>=2"', '"torch>=2"'],
])('the focus is the part of the line that a site is: %s', (_, text, part, focus) => {
  expect(focused(text, part)).toMatchObject({ focus })
})

test('it is left out where the site is all of the line, nothing of it, or behind the cut', () => {
  expect(siteOfLine({ path: 'a.txt', text: '  torch>=2  \n' }, 1)).not.toHaveProperty('focus')
  expect(siteAt({ path: 'a.py', text: 'x = 1\n' }, 0, 0)).not.toHaveProperty('focus')
  expect(focused(`${'a'.repeat(200)} = x.cuda()`, 'x.cuda()').focus).toBeUndefined()
})
