import { describe, expect, test } from 'vitest'
import type { FactLists } from '../../src/project/facts.ts'
import type { ProjectFiles } from '../../src/project/files/project-files.ts'
import { readDeclared, readProject } from '../../src/project/read-project.ts'
import { sumFacts } from '../../src/project/sum-facts.ts'
import { NOTHING_MATTERS } from '../../src/project/python/relevance.ts'
import { site } from '../render/report.ts'

const at = site('a.toml', 1)

/** One fact of every kind. A kind that is new does not compile until it is here, and then has to arrive. */
const EVERY_KIND: FactLists = {
  declarations: [
    {
      name: 'torch',
      requirement: 'torch',
      specifier: '',
      extras: [],
      scope: 'runtime',
      ecosystem: 'pypi',
      format: 'every-kind',
      site: at,
    },
  ],
  locked: [{ name: 'torch', version: '2.6.0', ecosystem: 'pypi', wheels: [], site: at }],
  indexes: [{ url: 'https://example.org/simple', kind: 'index', site: at }],
  pythons: [{ specifier: '>=3.10', site: at }],
  distributions: [{ name: 'train', site: at }],
  consoleScripts: [{ name: 'train', module: 'train', site: at }],
  containers: [{ kind: 'platform', platform: 'linux/amd64', site: at }],
  commands: [{ words: ['python', 'train.py'], origin: 'shell', site: at }],
  instructions: [{ words: ['pip', 'install', '.'], origin: 'docs', site: at }],
  settings: [{ file: 'a.toml', path: ['device'], value: 'cuda', family: 'plain', site: at }],
  kernels: [{ file: 'a.cu', kernels: [], launches: 1, libraries: [] }],
  builds: [{ how: 'makefile', optional: false, site: at }],
  unread: [{ file: 'a.toml', reason: 'broken' }],
}

const format = { name: 'every-kind', specification: '', recognises: () => true, read: () => EVERY_KIND }
const files: ProjectFiles = {
  excluded: 0,
  idle: [],
  paths: ['a.toml', 'b.toml'],
  read: (path) => ({ path, text: '' }),
  peek: () => undefined,
  exact: () => undefined,
  tally: () => ({ files: 0, bytes: 0, unread: [] }),
}
const parse = () => undefined

describe.each(Object.keys(EVERY_KIND))('%s', (kind) => {
  const those = (lists: FactLists): readonly unknown[] => new Map(Object.entries(lists)).get(kind) ?? []
  const one = those(EVERY_KIND)

  test('are summed in their order', () => {
    expect(one).toHaveLength(1)
    expect(those(sumFacts([EVERY_KIND, {}, EVERY_KIND]))).toEqual([...one, ...one])
  })

  test('arrive from the readers of files', () => {
    expect(those(readDeclared(files, [format], parse))).toEqual([...one, ...one])
  })

  test('arrive in the facts of a project', () => {
    const { facts } = readProject('x', files, sumFacts([EVERY_KIND]), parse, { relevance: NOTHING_MATTERS })
    expect(those(facts)).toEqual(one)
  })
})
