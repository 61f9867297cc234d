import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { port } from '../../src/library/port.ts'
import { markdownPort } from '../../src/render/markdown/port.ts'
import type { PortSuggestion } from '../../src/report/port.ts'
import { tree } from '../files/tree.ts'

const FILES = {
  'train.py':
    'import torch\n\nif torch.cuda.is_available():\n    device = "cuda:0"\n    torch.cuda.empty_cache()\nmodel = torch.nn.Linear(2, 2)\nstate = torch.load("a.pt")\nmodel.to("cuda"); state = torch.load("b.pt")',
  'crlf.py':
    '\uFEFFimport torch\r\nimport os\r\nif True:\r\n\tdevice = "cuda" if torch.cuda.is_available() else "cpu"\r\n\tprint(f"""```{device}```""", device)\r\n',
  'old/requirements.txt': 'torch==1.10.0',
  'n.ipynb': JSON.stringify(
    { cells: [{ cell_type: 'code', source: ['import torch\n', 'torch.ones(2).cuda()'], outputs: [] }] },
    undefined,
    1,
  ),
}

/** A file after its suggestions were committed, from the last to the first. */
function committed(text: string, suggestions: readonly PortSuggestion[]): readonly string[] {
  const lines = text.split('\n').map((line) => line.replace(/\r$/, ''))
  for (const { line, endLine, text: put } of suggestions.toReversed())
    lines.splice(line - 1, endLine - line + 1, ...put)
  return lines
}

test('suggestions come to what the patch comes to, and each has its reasons', async () => {
  const root = tree(FILES)
  const { files } = await port(root, { asOf: '2026-11-01' })
  expect(files.map(({ path }) => path).toSorted()).toEqual(Object.keys(FILES).toSorted())

  const suggested = files.map(({ path, suggestions }) => {
    return [path, committed(readFileSync(join(root, path), 'utf8'), suggestions)]
  })
  execFileSync('git', ['apply', '--whitespace=nowarn'], { cwd: root, input: files.map(({ diff }) => diff).join('') })
  const patched = files.map(({ path }) => [path, readFileSync(join(root, path), 'utf8').split(/\r?\n/)])
  expect(suggested).toEqual(patched)
  expect(files.flatMap(({ suggestions }) => suggestions).filter(({ why }) => why.length === 0)).toEqual([])
})

test('each is a block for a comment on its lines', async () => {
  const ported = await port(
    tree({ 'a.py': 'import torch\nd = "cuda" if torch.cuda.is_available() else "cpu"  # ````\n' }),
    {
      asOf: '2026-11-01',
    },
  )
  const text = markdownPort(ported, 'models/')
  expect(text).toContain('### <code>models/a.py</code>, line 2\n')
  expect(text).toContain(
    '\n`````suggestion\nd = "cuda" if torch.cuda.is_available() else "mps" if torch.backends.mps.is_available() else "cpu"  # ````\n`````\n',
  )
})
