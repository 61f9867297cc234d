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

it.each([
  ['2.4.0', '', [['blocks', 'likely']]],
  ['1.9.0', '', []],
  ['1.9.0', 'accelerator="gpu"', [['blocks', 'likely']]],
  ['2.4.0', 'accelerator="cpu"', []],
])('batches of 64-bit floats with Lightning %s and Trainer(%s)', async (version, options, told) => {
  const program = [
    'import numpy as np, torch, pytorch_lightning as pl',
    'from torch.utils.data import DataLoader, TensorDataset',
    'class Net(pl.LightningModule):',
    '    def training_step(self, batch, index):',
    '        return batch[0].float().sum()',
    'data = TensorDataset(torch.from_numpy(np.random.rand(8, 2)))',
    `pl.Trainer(${options}).fit(Net(), DataLoader(data))`,
  ]
  const files = { 'requirements.txt': `pytorch-lightning==${version}\n`, 'a.py': `${program.join('\n')}\n` }
  expect(await judged('dtype/float64', files)).toEqual(told)
})
