import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { reportSchema } from '../../src/report/report-schema.ts'
import { tree } from '../files/tree.ts'
import { localIndex } from '../packages/local-index.ts'
import { makeElf } from '../packages/make-binary.ts'
import { makeWheel } from '../packages/make-wheel.ts'
import { runBeside } from './run-online.ts'

const hasPip = spawnSync('pip', ['--version']).status === 0
const VENV = resolve('.venv/bin')
const hasUv = spawnSync(join(VENV, 'uv'), ['--version']).status === 0

const LINUX = 'made_up_kernels-1.0-py3-none-manylinux2014_x86_64.whl'
const PURE = 'made_up_words-2.0-py3-none-any.whl'

async function index() {
  return localIndex({
    [LINUX]: {
      bytes: await makeWheel('made-up-kernels', '1.0', {
        'made_up_kernels/__init__.py': '',
        'made_up_kernels/_C.so': makeElf(['libcudart.so.12']),
      }),
    },
    [PURE]: { bytes: await makeWheel('made-up-words', '2.0', { 'made_up_words/__init__.py': '' }) },
  })
}

const PROJECT = {
  'requirements.txt':
    'made-up-kernels\nmade-up-words==2.0\nmade-up-nowhere\nother @ https://elsewhere.example/other.whl\n',
  'train.py': 'import made_up_kernels\nmade_up_kernels.run()\n',
}

async function auditJson(root: string, env: Readonly<Record<string, string>>) {
  const { out, err } = await runBeside(['audit', '--online', '--format', 'json', root], env)
  expect(err).toBe('')
  return v.parse(reportSchema, JSON.parse(out))
}

test.skipIf(!hasPip)('packages that nobody has described are judged by what the user’s index has', async () => {
  const { url } = await index()
  const kept = tree({})
  const root = tree(PROJECT)
  const environment = { PIP_INDEX_URL: url, ACCLIMATE_CACHE_DIR: kept, PATH: process.env['PATH'] ?? '' }
  const report = await auditJson(root, environment)
  const row = (name: string) => report.dependencies.find((dependency) => dependency.name === name)

  expect(report.coverage.online).toMatchObject({
    toldBy: expect.stringMatching(/^pip \d/),
    indexes: [url],
    answered: ['made-up-kernels', 'made-up-words'],
    unanswered: [
      { name: 'made-up-nowhere', reason: 'the index does not know it' },
      { name: 'other', reason: expect.stringContaining('not contacted') },
    ],
  })
  expect(row('made-up-kernels')).toMatchObject({ metal: { status: 'unsupported' }, cuda: { status: 'supported' } })
  expect(row('made-up-words')).toMatchObject({ metal: { status: 'supported' }, version: '2.0' })
  expect(report.findings.map(({ code }) => code)).toContain('dependency/does-not-install')
  expect(await auditJson(root, environment)).toEqual(report)
  expect(readdirSync(root).toSorted()).toEqual(Object.keys(PROJECT).toSorted())
  expect(readdirSync(kept)).toEqual(['packages', 'summaries'])
})

test.skipIf(!hasPip)('neither settings nor programs nor addresses of the project count', async () => {
  const theirs = await index()
  const { url } = await index()
  const root = tree({
    ...PROJECT,
    'requirements.txt': `--index-url ${theirs.url}\nmade-up-words\n`,
    'pip.conf': `[global]\nindex-url = ${theirs.url}\n`,
    'uv.toml': `index-url = "${theirs.url}"\n`,
    'acclimate.toml': '',
  })
  const trap = join(tree({ 'bin/pip': '#!/bin/sh\ntouch "$0.ran"\n', 'requirements.txt': 'made-up-words\n' }), 'bin')
  spawnSync('chmod', ['+x', join(trap, 'pip')])
  const path = process.env['PATH'] ?? ''
  await runBeside(['audit', '--online', root], { PIP_INDEX_URL: url, PATH: path }, root)
  await runBeside(['audit', '--online', join(trap, '..')], { PIP_INDEX_URL: url, PATH: `${trap}:${path}` })

  expect(theirs.asked).toEqual([])
  expect(readdirSync(trap)).toEqual(['pip'])
})

test.skipIf(!hasUv)('uv says which index to use where there is no pip', async () => {
  const { url } = await index()
  const programs = tree({ uv: { link: join(VENV, 'uv') }, python3: { link: join(VENV, 'python3') } })
  const report = await auditJson(tree(PROJECT), { UV_DEFAULT_INDEX: url, PATH: programs, UV_NO_CONFIG: 'false' })

  expect(report.coverage.online).toMatchObject({ toldBy: expect.stringMatching(/^uv \d/), indexes: [url] })
  expect(report.coverage.online?.answered).toContain('made-up-words')
})

test('without any installer the audit is as before, and says why nothing was asked', async () => {
  const { coverage, dependencies } = await auditJson(tree(PROJECT), { PATH: tree({}) })

  expect(coverage.online?.unanswered[0]?.reason).toBe('neither pip nor uv can be asked which index to use')
  expect(dependencies).toHaveLength(4)
})

test('a project cannot open the network', async () => {
  const { code, err } = await runBeside(['audit', tree({ 'acclimate.toml': 'online = true\n' })], {})
  expect(code).toBe(2)
  expect(err).toContain('unknown key "online"')
})
