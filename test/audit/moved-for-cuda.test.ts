import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { audit } from '../../src/pipeline.ts'

const MOVES = `
import numpy as np
import torch
x = torch.from_numpy(np.loadtxt("points.txt"))
y = torch.from_numpy(np.ones(3, dtype=np.float32))
if torch.cuda.is_available():
    x = x.cuda()
    y = y.cuda()
`

it.each([
  ['is told of 64-bit floats', '', [7]],
  [
    'is another way where Metal has its own',
    'elif torch.backends.mps.is_available():\n    x = x.float().to("mps")\n',
    [],
  ],
])('what only CUDA lets be moved %s', async (_, more, expected) => {
  const folder = mkdtempSync(join(tmpdir(), 'moved-for-cuda-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'main.py'), MOVES + more)
  const { findings } = await audit(folder, { asOf: '2026-11-29' })
  const found = findings.filter(({ code }) => code === 'dtype/float64')
  expect(found.map(({ certainty }) => certainty)).toEqual(expected.map(() => 'possible'))
  expect(found.flatMap(({ sites }) => sites.map(({ line }) => line))).toEqual(expected)
})
