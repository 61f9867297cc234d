import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { audit } from '../../src/pipeline.ts'

const SETS = `
import numpy as np
import torch
from torch.utils.data import Dataset, IterableDataset

class Waves(Dataset):
    def __init__(self, count):
        self.xs = np.linspace(0, 1, count)
    def __getitem__(self, index):
        return self.xs[index : index + 1], index

class Narrow(Dataset):
    def __init__(self, count):
        self.xs = np.linspace(0, 1, count, dtype=np.float32)
    def __getitem__(self, index):
        return self.xs[index : index + 1], index

class Prices(Dataset):
    def __init__(self, rows):
        self.rows = rows
    def __getitem__(self, index):
        return {"features": torch.ones(3), "price": float(self.rows[index])}
`

const USES = `
import torch
from torch.utils.data import DataLoader, TensorDataset, random_split
from sets import Narrow, Prices, Waves
device = torch.device("mps" if torch.backends.mps.is_available() else "cpu")
`

const folder = mkdtempSync(join(tmpdir(), 'batches-'))
writeFileSync(join(folder, 'sets.py'), SETS)
afterAll(() => rmSync(folder, { recursive: true }))

it.each([
  ['arrays', 'for x, index in DataLoader(Waves(9)):\n    x.to(device)\n    index.to(device)', ['x.to(device)']],
  ['arrays of 32 bits', 'for x, index in DataLoader(Narrow(9)):\n    x.to(device)', []],
  ['what is cast in time', 'for x, index in DataLoader(Waves(9)):\n    x.float().to(device)', []],
  [
    'numbers of Python',
    'for step, batch in enumerate(DataLoader(Prices([1]))):\n    batch["price"].to(device)\n    batch["features"].to(device)',
    ['batch["price"].to(device)'],
  ],
  [
    'parts of a set',
    'part, _ = random_split(Waves(9), [6, 3])\nx, _ = next(iter(DataLoader(part)))\nx.to(device)',
    ['x.to(device)'],
  ],
  [
    'tensors',
    'for (x,) in DataLoader(TensorDataset(torch.zeros(3, dtype=torch.float64))):\n    x.to(device)',
    ['x.to(device)'],
  ],
  [
    'what a function puts together',
    'def joined(items):\n    return torch.stack([torch.ones(1, dtype=torch.float32) for _ in items])\nfor x in DataLoader(Waves(9), collate_fn=joined):\n    x.to(device)',
    [],
  ],
])('follows %s through loaders', async (_, code, expected) => {
  writeFileSync(join(folder, 'main.py'), USES + code)
  const { findings } = await audit(folder, { asOf: '2026-11-29' })
  const found = findings.filter((finding) => finding.code === 'dtype/float64' && finding.certainty !== 'possible')
  const shown = found.flatMap(({ sites }) => sites).filter(({ file }) => file === 'main.py')
  const lines = (USES + code).split('\n')
  const moves = shown.map(({ line }) => lines[line - 1]?.trim()).filter((line) => line?.includes('.to(device)'))
  expect(moves).toEqual(expected)
})
