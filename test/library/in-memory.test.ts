import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { auditor, readShipped } from '../../src/browser.ts'
import { audit } from '../../src/pipeline.ts'
import { knowledge } from '../../src/shipped/knowledge.ts'
import { tree } from '../files/tree.ts'
import { shippedFile } from './bundle.ts'

const shipped = await readShipped(async (path) => shippedFile(path))
const runtime = readFileSync(createRequire(import.meta.url).resolve('web-tree-sitter/web-tree-sitter.wasm'))
const auditInMemory = await auditor({ ...shipped, runtime })

const OPTIONS = { asOf: '2026-11-01' }
const PROJECT = {
  'train.py': "import torch\n\nmodel = torch.nn.Linear(2, 2).to('cuda')\n",
  'latin.py': Buffer.from("# -*- coding: latin-1 -*-\nname = 'größer'\nmodel.to('cuda')\n", 'latin1'),
  'weights.py': new Uint8Array([0, 1, 2]),
  'requirements.txt': '\uFEFFtorch==2.4.0\nflash-attn\n',
}

test('what is read of the package is all of its knowledge', () => {
  expect({ ...shipped.knowledge }).toEqual({ ...knowledge })
})

test('one auditor audits several projects, each as if it stood on disk', async () => {
  for (const files of [PROJECT, {}, { 'a/b.py': '' }, PROJECT]) {
    // oxlint-disable-next-line no-await-in-loop
    const [inMemory, onDisk] = await Promise.all([auditInMemory(files, OPTIONS), audit(tree(files), OPTIONS)])
    expect(inMemory).toEqual({ ...onDisk, project: { name: 'project' } })
  }
})

test('options count', async () => {
  const { project, findings, coverage } = await auditInMemory(PROJECT, { name: 'mine', exclude: ['*.py'] })
  expect(project).toEqual({ name: 'mine' })
  expect(coverage.filesRead).toBe(1)
  expect(findings.flatMap(({ sites }) => sites.map(({ file }) => file))).not.toContain('train.py')
})

test.each(['/etc/passwd', '../a.py', 'a/../b.py', './a.py', 'a//b.py', ''])('no file stands at %j', async (path) => {
  await expect(auditInMemory({ [path]: '' })).rejects.toThrow(TypeError)
})
