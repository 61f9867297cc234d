import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { reportSchema } from '../../src/report/report-schema.ts'
import { tree } from '../files/tree.ts'
import { localIndex, type Offered } from '../packages/local-index.ts'
import { makeWheel } from '../packages/make-wheel.ts'
import { runBeside } from './run-online.ts'

const VENV = resolve('.venv/bin')
const hasUv = spawnSync(join(VENV, 'uv'), ['--version']).status === 0

/**
 * Milliseconds. An audit that resolves runs uv for both platforms together and for each requirement alone, a dozen times
 * in all; where all tests run at once and uv's cache is empty, that comes near the usual limit of a minute.
 */
const MANY_RUNS = { timeout: 180_000 }

const PURE = 'py3-none-any'
const LINUX = 'py3-none-manylinux2014_x86_64'

async function wheel(name: string, version: string, tags: string, requires: readonly string[] = []) {
  const file = `${name.replaceAll('-', '_')}-${version}-${tags}.whl`
  const metadata = requires.map((requirement) => `Requires-Dist: ${requirement}`)
  return [file, { bytes: await makeWheel(name, version, {}, metadata) }] as const
}

async function index() {
  const files: Readonly<Record<string, Offered>> = Object.fromEntries([
    await wheel('framework', '2.0', PURE, ["nvidia-made-up==1.0 ; sys_platform == 'linux'"]),
    await wheel('nvidia-made-up', '1.0', LINUX),
    await wheel('kernels', '1.0', LINUX),
    await wheel('changing', '1.0', PURE),
    await wheel('changing', '2.0', LINUX),
    ['sourceonly-1.0.tar.gz', { bytes: Buffer.from('no archive') }],
  ])
  return localIndex(files)
}

async function resolved(root: string, path: string, url: string) {
  // A cache of its own, so that nothing of the developer's is written to.
  const env = { UV_DEFAULT_INDEX: url, UV_CACHE_DIR: tree({}), UV_NO_CONFIG: 'false', PATH: path }
  const { out, err } = await runBeside(['audit', '--resolve', '--python', '3.12', '--format', 'json', root], env)
  expect(err).toBe('')
  return v.parse(reportSchema, JSON.parse(out)).resolution
}

const PATH = `${VENV}:${process.env['PATH'] ?? ''}`

test.skipIf(!hasUv)(
  'uv’s resolutions differ package by package, and nothing of the project runs',
  MANY_RUNS,
  async () => {
    const { url } = await index()
    const root = tree({
      'requirements.txt': 'framework\nkernels\nchanging>=1\nsourceonly\nother @ file:///tmp/other\n',
      'setup.py': 'open("ran", "w")\n',
      'uv.toml': 'index-url = "http://127.0.0.1:9/simple"\n',
    })
    const resolution = await resolved(root, PATH, url)

    expect(resolution).toMatchObject({
      by: expect.stringMatching(/^uv \d/),
      packages: { macos: 2, linux: 4 },
      problems: [],
    })
    expect(resolution?.requirements).toEqual(['changing>=1', 'framework', 'kernels', 'sourceonly'])
    expect(resolution?.differences).toEqual([
      { name: 'changing', change: 'changes-version', macos: '1.0', linux: '2.0' },
      { name: 'kernels', change: 'unresolved', linux: '1.0', reasons: { macos: expect.stringContaining('kernels') } },
      { name: 'nvidia-made-up', change: 'disappears', linux: '1.0' },
      {
        name: 'sourceonly',
        change: 'unresolved',
        reasons: { macos: expect.stringContaining('sourceonly'), linux: expect.stringContaining('sourceonly') },
      },
    ])
    expect(existsSync(join(root, 'ran'))).toBe(false)
  },
)

test.skipIf(!hasUv)('requirements that do not go together are a problem, told in uv’s words', MANY_RUNS, async () => {
  const { url } = await index()
  const resolution = await resolved(
    tree({ 'requirements.txt': 'changing==1.0\n', 'setup.cfg': '[options]\ninstall_requires = changing==2.0\n' }),
    PATH,
    url,
  )

  expect(resolution).toMatchObject({
    differences: [],
    problems: [expect.stringMatching(/^on Linux: .*changing==1\.0/)],
  })
})

test('without uv nothing is resolved, and that is said', async () => {
  const resolution = await resolved(tree({ 'requirements.txt': 'torch\n' }), tree({}), 'http://127.0.0.1:9/simple')
  expect(resolution).toMatchObject({ differences: [], problems: ['uv is not installed'] })
})
