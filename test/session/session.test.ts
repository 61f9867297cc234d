import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { audit, openProject } from '../../src/pipeline.ts'
import { inMemory } from '../../src/project/files/in-memory.ts'
import { withBuffers } from '../../src/project/files/with-buffers.ts'
import { NO_SUMMARIES, type Summaries } from '../../src/project/summary.ts'
import { summariesInMemory } from '../../src/session/summaries-in-memory.ts'
import { tree } from '../files/tree.ts'

const OPTIONS = { asOf: '2026-11-01' }
const FILES = {
  'train.py': 'import torch\nfrom model import Net\n\nNet().to("cuda")\n',
  'model.py': 'import torch\n\nclass Net(torch.nn.Module):\n    def forward(self, x):\n        return x.cuda()\n',
  'requirements.txt': 'torch\n',
}

const places = (report: Awaited<ReturnType<typeof audit>>) =>
  report.findings.flatMap(({ code, sites }) => sites.map(({ file, line }) => `${code} ${file}:${line}`))

test('a buffer stands in place of its file until it is taken away, and nothing is written', async () => {
  const root = tree(FILES)
  const session = openProject(root, OPTIONS)
  const first = await session.audit()
  session.setBuffer('train.py', FILES['train.py'].replace('"cuda"', '"cpu"'))
  const edited = await session.audit()
  session.setBuffer('train.py', undefined)

  expect(places(first)).toContain('device/cuda-literal train.py:4')
  expect(places(edited)).not.toContain('device/cuda-literal train.py:4')
  expect(places(edited)).toContain('device/cuda-literal model.py:5')
  expect(await session.audit()).toEqual(first)
  expect(await audit(root, OPTIONS)).toEqual(first)
})

test('a buffer may be of a file that is not there yet, in a folder that is not there either', async () => {
  const root = tree(FILES)
  const session = openProject(root, OPTIONS)
  session.setBuffer('tools/new/export.py', 'import torch\n\ntorch.zeros(1).cuda()\n')
  expect(places(await session.audit())).toContain('device/cuda-literal tools/new/export.py:3')
})

test('a file that has changed is read again, and what others say of it follows', async () => {
  const root = tree({
    'a.py': 'from b import pick\nimport torch\n\ntorch.zeros(1, device=pick())\n',
    'b.py': 'import torch\n\ndef pick():\n    return torch.device("cpu")\n',
  })
  const session = openProject(root, OPTIONS)
  expect(places(await session.audit())).toEqual([])
  writeFileSync(join(root, 'b.py'), 'import torch\n\ndef pick():\n    return torch.device("cuda")\n')
  const changed = await session.audit()
  expect(places(changed)).toEqual(['device/cuda-from-helper a.py:4', 'device/cuda-literal b.py:4'])
  expect(changed).toEqual(await audit(root, OPTIONS))
})

test('two sessions do not see each other', async () => {
  const root = tree(FILES)
  const [one, other] = [openProject(root, OPTIONS), openProject(root, OPTIONS)]
  one.setBuffer('train.py', '')
  const [, theirs] = await Promise.all([one.audit(), other.audit()])
  expect(theirs).toEqual(await audit(root, OPTIONS))
})

test('a summary is made once for each text, and made anew for another text or other words', () => {
  const make = vi.fn<Summaries['keep']>()
  const summaries = summariesInMemory((text) => text, { ...NO_SUMMARIES, keep: make })
  const file = { path: 'a.py', text: 'x = 1\n' }
  const summary = { facts: {} }
  expect(summaries.find(file, 'words')).toBeUndefined()
  summaries.keep(file, 'words', summary)
  expect(summaries.find({ ...file }, 'words')).toBe(summary)
  expect(summaries.find({ ...file, text: 'x = 2\n' }, 'words')).toBeUndefined()
  expect(summaries.find(file, 'other words')).toBeUndefined()
  // As a manifest it is another question.
  expect(summaries.find(file, '')).toBeUndefined()
  expect(make).toHaveBeenCalledOnce()
})

test('buffers are as large as files may be, and as binary', () => {
  const buffers = new Map([
    ['big.py', 'x'.repeat(11)],
    ['null.py', 'a\0b'],
  ])
  const files = withBuffers(inMemory({ 'a.py': '' }), buffers)
  expect(files.read('big.py', 10, 'text')).toEqual({ kind: 'too-large', size: 11 })
  expect(files.read('null.py', 10, 'text')).toEqual({ kind: 'binary' })
  expect(files.list('').map(({ name }) => name)).toEqual(['a.py', 'big.py', 'null.py'])
})
