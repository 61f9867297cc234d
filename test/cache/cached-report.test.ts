import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { cachedReport } from '../../src/cache/cached-report.ts'
import { type AuditOptions, withDefaults } from '../../src/config/options.ts'
import { audit } from '../../src/pipeline.ts'
import type { Report } from '../../src/report/report.ts'
import { tree } from '../files/tree.ts'

const OPTIONS = withDefaults({ cache: true })
const BUILD = 'one'
const FILES = { 'train.py': 'import torch\nmodel = torch.nn.Linear(1, 1).cuda()\n', 'requirements.txt': 'torch\n' }

function keptIn(folder: string): string {
  vi.stubEnv('ACCLIMATE_CACHE_DIR', folder)
  onTestFinished(() => void vi.unstubAllEnvs())
  return folder
}

/** Counts how often a project is really audited. */
function auditing(root: string) {
  const make = vi.fn<() => Promise<Report>>(() => audit(root, OPTIONS))
  const run = (options: AuditOptions = {}, build: string | undefined = BUILD) =>
    cachedReport(root, withDefaults({ ...OPTIONS, ...options }), make, build)
  return { make, run }
}

test('a second run gives the same bytes without an audit, and leaves nothing in the project', async () => {
  keptIn(tree({}))
  const root = tree(FILES)
  const { make, run } = auditing(root)
  const first = JSON.stringify(await run())
  const second = JSON.stringify(await run())

  expect(make).toHaveBeenCalledOnce()
  expect(second).toBe(first)
  expect(JSON.stringify(await run({ cache: false }))).toBe(first)
  expect(readdirSync(root).toSorted()).toEqual(Object.keys(FILES).toSorted())
})

test('without the cache nothing is read and nothing is kept', async () => {
  const folder = keptIn(tree({}))
  const { make, run } = auditing(tree(FILES))
  await run({ cache: false })
  expect(readdirSync(folder)).toEqual([])
  await run()
  await run({ cache: false })
  expect(make).toHaveBeenCalledTimes(3)
})

test('another build audits again', async () => {
  keptIn(tree({}))
  const { make, run } = auditing(tree(FILES))
  await run()
  await run({}, 'two')
  expect(make).toHaveBeenCalledTimes(2)
})

test.each(['no JSON', '{}', '{"schemaVersion":1,"findings":[]}'])(
  'an entry that is no report is as good as none: %s',
  async (text) => {
    const folder = keptIn(tree({}))
    const { make, run } = auditing(tree(FILES))
    const first = await run()
    const [name = ''] = readdirSync(join(folder, 'reports'))
    const digest = createHash('sha256').update(text).digest('hex')
    writeFileSync(join(folder, 'reports', name), `${digest}\n${text}`)
    expect(await run()).toEqual(first)
    expect(make).toHaveBeenCalledTimes(2)
  },
)

test('sources that are run without a build keep nothing', async () => {
  const folder = keptIn(tree({}))
  await cachedReport(tree(FILES), OPTIONS, auditing(tree(FILES)).make)
  expect(readdirSync(folder)).toEqual([])
})

test('a damaged entry is audited again and mended', async () => {
  const folder = keptIn(tree({}))
  const { make, run } = auditing(tree(FILES))
  const first = await run()
  const [name = ''] = readdirSync(join(folder, 'reports'))
  const entry = join(folder, 'reports', name)
  writeFileSync(entry, readFileSync(entry, 'utf8').replace('torch', 'touch'))

  expect(await run()).toEqual(first)
  expect(await run()).toEqual(first)
  expect(make).toHaveBeenCalledTimes(2)
})

test('a report on files that change during the audit is not kept', async () => {
  const folder = keptIn(tree({}))
  const root = tree(FILES)
  await cachedReport(
    root,
    OPTIONS,
    async () => {
      const report = await audit(root)
      writeFileSync(join(root, 'train.py'), 'import torch\n')
      return report
    },
    BUILD,
  )
  expect(readdirSync(folder)).toEqual([])
})

test('a folder inside the project is not written to', async () => {
  const root = tree(FILES)
  keptIn(join(root, 'cache', 'of', 'mine'))
  const { make, run } = auditing(root)
  await run()
  await run()
  expect(make).toHaveBeenCalledTimes(2)
  expect(readdirSync(root).toSorted()).toEqual(Object.keys(FILES).toSorted())
})
