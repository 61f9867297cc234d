import { describe, expect, test } from 'vitest'
import { askRepositories } from '../../src/packages/repositories.ts'
import { repositoryIn } from '../../src/packages/repository-address.ts'
import { repositoriesOfPackages } from '../../src/repositories-of-packages.ts'
import { PATIENT, TODAY } from './asking.ts'
import { localIndex } from './local-index.ts'
import { makeWheel } from './make-wheel.ts'

const ADMITTED = { version: undefined, specifiers: [], python: '3.12', asOf: TODAY }

const wheel = async (name: string, ...lines: readonly string[]) => ({
  bytes: await makeWheel(name, '1.0', { [`${name}/__init__.py`]: '' }, lines),
})

test('a package leads to the repository that it names, and the index alone is asked', async () => {
  const index = await localIndex({
    'named-1.0-py3-none-any.whl': await wheel('named', 'Project-URL: Source, https://github.com/o/n/tree/main/x'),
    'silent-1.0-py3-none-any.whl': await wheel('silent'),
  })
  const settings = { toldBy: 'pip', indexes: [index.url], links: [], chosen: true }
  const wanted = ['named', 'silent', 'absent'].map((name) => ({ name, admitted: ADMITTED }))
  expect(await askRepositories(wanted, settings, PATIENT)).toEqual([
    { name: 'named', address: 'https://github.com/o/n' },
    { name: 'silent', reason: 'it does not say where its code is' },
    { name: 'absent', reason: 'the index does not know it' },
  ])
})

describe('of the addresses that a package names', () => {
  test.each([
    [
      'the one that is said to be code',
      [
        ['Documentation', 'https://a.readthedocs.io/en/'],
        ['Source Code', 'https://git.example.org/g/s/n.git'],
      ],
      'https://git.example.org/g/s/n.git',
    ],
    ['a home page on a host of code', [['homepage', 'https://www.github.com/o/n#readme']], 'https://github.com/o/n'],
    ['a page of a repository', [['Bug Tracker', 'https://gitlab.com/g/s/n/-/issues']], 'https://gitlab.com/g/s/n'],
    ['no home page elsewhere', [['homepage', 'https://example.org/o/n']], undefined],
    [
      'nothing of this machine or its network',
      [
        ['Source', 'http://127.0.0.1/o/n'],
        ['Source', 'https://intranet/o/n'],
        ['Source', 'https://[::1]/o/n'],
      ],
      undefined,
    ],
    [
      'nothing that is fetched otherwise',
      [
        ['Source', 'file:///etc/o'],
        ['Source', 'ssh://git@example.org/o/n'],
        ['Source', 'https://u:p@example.org/o/n'],
      ],
      undefined,
    ],
    ['no page of a person', [['Funding', 'https://github.com/sponsors/o']], undefined],
  ] as const)('%s', (_, links, address) => {
    expect(repositoryIn(links.map(([label, one]) => ({ label, address: one })))).toBe(address)
  })
})

test('what stands there is taken without asking anybody', async () => {
  const texts = [
    'a @ git+https://github.com/o/a.git@v1',
    'git+ssh://git@example.org/o/b',
    'c @ https://example.org/c.whl',
    '???',
  ]
  expect(await repositoriesOfPackages(texts, '.')).toEqual([
    { address: 'https://github.com/o/a.git', revision: 'v1' },
    { address: 'ssh://git@example.org/o/b' },
    { reason: 'is taken from an address that is no repository' },
    { reason: 'is no requirement' },
  ])
})
