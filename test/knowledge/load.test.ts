import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { loadKnowledge } from '../../src/knowledge/load.ts'
import { audit } from '../../src/pipeline.ts'
import { tree } from '../files/tree.ts'

const options = { asOf: '2026-11-01', packages: {}, include: [], exclude: [], ignores: [], cache: false }

test('knowledge that is handed in is read once, however many audits there are', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'acclimate-knowledge-'))
  cpSync('dist/knowledge', folder, { recursive: true })
  const knowledge = loadKnowledge(pathToFileURL(`${folder}/`))
  const project = tree({ 'train.py': 'import torch\ntorch.zeros(2).to("cuda")\n', 'requirements.txt': 'bitsandbytes' })
  const first = await audit(project, options, { knowledge })
  // Whoever reads a part again fails from here on.
  rmSync(folder, { recursive: true })

  expect(first.findings.length).toBeGreaterThan(0)
  expect(await audit(project, options, { knowledge })).toEqual(first)
  expect(await audit(project, options)).toEqual(first)
})

test('two that load it share nothing', () => {
  const [one, other] = [loadKnowledge(), loadKnowledge()]
  expect(one.libraries).toBe(one.libraries)
  expect(one.libraries).not.toBe(other.libraries)
})
