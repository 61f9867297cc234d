import { expect, it } from 'vitest'
import { judged } from './judged.ts'

it.each([
  ['1 if torch.cuda.is_available() else 0', 'ignores-gpu'],
  ['torch.cuda.device_count()', 'ignores-gpu'],
  ['-1 if torch.cuda.is_available() else None', 'ignores-gpu'],
  ['1', 'blocks'],
])('gpus=%s before Lightning 2', async (gpus, effect) => {
  const program = `import torch\nimport pytorch_lightning as pl\ntrainer = pl.Trainer(gpus=${gpus})\n`
  const files = { 'requirements.txt': 'pytorch-lightning==1.9.0\n', 'a.py': program }
  expect(await judged('lightning/trainer', files)).toEqual([[effect, 'likely']])
})

it.each([
  ['0', []],
  ['0, accelerator="mps" if torch.backends.mps.is_available() else None, devices=1', []],
])('no GPU for another reason: gpus=%s', async (gpus, told) => {
  const program = `import torch\nimport pytorch_lightning as pl\ntrainer = pl.Trainer(gpus=${gpus})\n`
  const files = { 'requirements.txt': 'pytorch-lightning==1.9.0\n', 'a.py': program }
  expect(await judged('lightning/trainer', files)).toEqual(told)
})

it.each([
  ['"bf16-mixed"', [['degrades', 'likely']]],
  ['32 if sys.argv[1] == "a" else "bf16-mixed"', [['degrades', 'possible']]],
  ['32', []],
])('precision=%s', async (precision, told) => {
  const trainer = `pl.Trainer(accelerator="gpu", precision=${precision})`
  const program = `import sys\nimport pytorch_lightning as pl\ntrainer = ${trainer}\n`
  const files = { 'requirements.txt': 'pytorch-lightning==2.4.0\n', 'a.py': program }
  expect(await judged('lightning/trainer', files)).toEqual(told)
})
