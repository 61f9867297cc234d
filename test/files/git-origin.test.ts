import { expect, test } from 'vitest'
import { originIn } from '../../src/project/files/git-origin.ts'

const config = (url: string, remote = 'origin') => `[core]\n\tbare = false\n[remote "${remote}"]\n\turl = ${url}\n`

test.each([
  ['https://github.com/owner/name.git'],
  ['git@github.com:owner/name.git'],
  ['ssh://git@github.com:22/owner/name'],
  ['https://user:secret@github.com/owner/name/'],
])('%s is the page of a repository, without credentials', (url) => {
  expect(originIn(config(url))).toBe('https://github.com/owner/name')
})

test.each([
  ['/srv/git/name.git'],
  ['../name'],
  ['file:///srv/name/other'],
  ['C:/work/name'],
  ['javascript:alert(1)'],
  [''],
])('%j has no page', (url) => {
  expect(originIn(config(url))).toBeUndefined()
})

test('other remotes are not where it was cloned from', () => {
  expect(originIn(config('https://github.com/other/name', 'fork'))).toBeUndefined()
  expect(originIn('')).toBeUndefined()
})
