import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { keptSummaries } from '../../src/cache/kept-summaries.ts'
import { audit } from '../../src/pipeline.ts'
import type { Summaries } from '../../src/project/summary.ts'
import { tree } from '../files/tree.ts'

const OPTIONS = { asOf: '2026-11-01' }
const FILES = {
  'train.py': 'import torch\nfrom model import Net\n\nNet().to("cuda")\n',
  'model.py': 'import torch\n\nclass Net(torch.nn.Module):\n    def forward(self, x):\n        return x.cuda()\n',
  'notes.ipynb': JSON.stringify({ cells: [{ cell_type: 'code', source: ['import torch\n', 'torch.ones(2).cuda()'] }] }),
  'requirements.txt': 'torch\n',
}

function keptIn(folder: string): string {
  vi.stubEnv('ACCLIMATE_CACHE_DIR', folder)
  onTestFinished(() => void vi.unstubAllEnvs())
  return join(folder, 'summaries')
}

/** Audits, and tells of which files the summaries had to be made. */
async function run(root: string, build = 'one') {
  const kept = keptSummaries(root, build)
  if (!kept) throw new Error('nothing can be kept')
  const made: string[] = []
  const summaries: Summaries = {
    find: kept.summaries.find,
    keep: (file, lens, summary) => {
      made.push(file.path)
      kept.summaries.keep(file, lens, summary)
    },
  }
  const report = await audit(root, OPTIONS, undefined, summaries)
  kept.save()
  return { report, made }
}

test('what was read by one run is found by the next, with the same report', async () => {
  keptIn(tree({}))
  const root = tree(FILES)
  const first = await run(root)
  const second = await run(root)
  expect(first.made.toSorted()).toEqual(Object.keys(FILES).toSorted())
  expect(second.made).toEqual([])
  expect(second.report).toEqual(first.report)
  expect(first.report).toEqual(await audit(root, OPTIONS))
})

test('only a file that was changed is read again', async () => {
  keptIn(tree({}))
  const root = tree(FILES)
  await run(root)
  writeFileSync(join(root, 'model.py'), FILES['model.py'].replace('.cuda()', ''))
  const { made, report } = await run(root)
  expect(made).toEqual(['model.py'])
  expect(report).toEqual(await audit(root, OPTIONS))
})

test('another build reads everything itself, and so does a run that finds its entry damaged', async () => {
  const folder = keptIn(tree({}))
  const root = tree(FILES)
  await run(root)
  expect((await run(root, 'two')).made).toHaveLength(4)
  for (const name of readdirSync(folder)) {
    const bytes = readFileSync(join(folder, name))
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
    writeFileSync(join(folder, name), bytes)
  }
  expect((await run(root)).made).toHaveLength(4)
})

test('two runs at once leave an entry that one of them wrote', async () => {
  const folder = keptIn(tree({}))
  const root = tree(FILES)
  await Promise.all([run(root), run(root), run(root)])
  expect(readdirSync(folder)).toHaveLength(1)
  expect((await run(root)).made).toEqual([])
})

test.each(['no list', '[["a",5]]\nhello', '[]\n'])(
  'an entry that holds no summaries is as good as none: %s',
  async (text) => {
    const folder = keptIn(tree({}))
    const root = tree(FILES)
    const first = await run(root)
    const [name = ''] = readdirSync(folder)
    const kept = readFileSync(join(folder, name), 'latin1')
    const index = kept.slice(kept.indexOf('\n') + 1)
    // The names of the files with something else behind them, and texts that are no list at all.
    for (const body of [text, index.slice(0, index.indexOf('\n') + 1)]) {
      const bytes = Buffer.from(body, 'latin1')
      writeFileSync(
        join(folder, name),
        Buffer.concat([Buffer.from(`${createHash('sha256').update(bytes).digest('hex')}\n`), bytes]),
      )
      // oxlint-disable-next-line no-await-in-loop
      const again = await run(root)
      expect(again.made.toSorted()).toEqual(Object.keys(FILES).toSorted())
      expect(again.report).toEqual(first.report)
    }
  },
)
