import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { audit, openProject } from '../../src/pipeline.ts'
import { tree } from '../files/tree.ts'

const OPTIONS = { asOf: '2026-11-01', cache: false }
const SAMPLE = fileURLToPath(new URL('../../samples/photo-captions', import.meta.url))

/** What an edit writes: what names, receives and hands on a device, what breaks a file, and what is of no interest. */
const LINES = [
  'import torch',
  'device = "cuda" if torch.cuda.is_available() else "cpu"',
  'DEVICE = torch.device("cuda")',
  'def pick(device="cuda"):\n    return torch.zeros(1, device=device).cuda()',
  'class Kept:\n    def __init__(self):\n        self.device = DEVICE',
  'from train import *',
  'if torch.cuda.is_available():',
  '    )',
  '# nothing to see',
  'torch',
]

interface Edit {
  readonly file: number
  readonly line: number
  readonly how: 'add' | 'replace' | 'remove' | 'delete the file'
  readonly text: string
}

const edit: fc.Arbitrary<Edit> = fc.record({
  file: fc.nat(),
  line: fc.nat(),
  how: fc.constantFrom<Edit['how'][]>('add', 'replace', 'remove', 'delete the file'),
  text: fc.constantFrom(...LINES),
})

test('after any edits a session says to the byte what a first look says', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 4 }), async (edits) => {
      const root = tree({})
      cpSync(SAMPLE, root, { recursive: true })
      const session = openProject(root, OPTIONS)
      await session.audit()
      for (const one of edits) {
        apply(root, one)
        // One after the other, as they are made.
        // oxlint-disable-next-line no-await-in-loop
        expect(JSON.stringify(await session.audit())).toBe(JSON.stringify(await audit(root, OPTIONS)))
      }
    }),
    { numRuns: 6 },
  )
})

function apply(root: string, { file, line, how, text }: Edit): void {
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(?:py|txt|toml|ipynb)$/.test(path))
    .toSorted()
  const path = join(root, paths[file % paths.length] ?? '')
  if (how === 'delete the file' && paths.length > 1) return rmSync(path)
  const lines = readFileSync(path, 'utf8').split('\n')
  lines.splice(line % lines.length, how === 'add' ? 0 : 1, ...(how === 'remove' ? [] : [text]))
  writeFileSync(path, lines.join('\n'))
}
