import { expect, test } from 'vitest'
import { edited } from './edited.ts'

const edits = async (code: string, text: string) =>
  (await edited(code, { 'a.py': `import torch\n${text}` })).edits.length

test('Apex is guarded where all that is imported of it can be had of PyTorch', async () => {
  const norm = 'from apex.normalization import FusedLayerNorm\nFusedLayerNorm(8)\n'
  expect(await edits('dependency/no-metal-gpu', norm)).toBe(1)
  const amp = 'from apex import amp\namp.initialize(1, 2)\n'
  expect(await edits('dependency/no-metal-gpu', norm + amp)).toBe(0)
  const saving = 'from apex.normalization import FusedLayerNorm\nFusedLayerNorm(8, memory_efficient=True)\n'
  expect(await edits('dependency/no-metal-gpu', saving)).toBe(0)
  const odd = 'from apex.optimizers import FusedAdam\nFusedAdam([], 1e-3, True)\n'
  expect(await edits('dependency/no-metal-gpu', odd)).toBe(0)
  const derived = 'from apex.optimizers import FusedAdam\nclass Own(FusedAdam):\n    pass\nOwn([])\n'
  expect(await edits('dependency/no-metal-gpu', derived)).toBe(0)
})

const attention = (rest: string) =>
  `from xformers.ops import memory_efficient_attention as attend\nx = torch.ones(1, 2, 3, 4)\nattend(x, x, x${rest})\n`

test('xFormers is not where a call has what is its own', async () => {
  expect(await edits('attention/cuda-only', attention(''))).toBe(1)
  expect(await edits('attention/cuda-only', attention(', op=None'))).toBe(0)
  expect(await edits('attention/cuda-only', `import xformers\n${attention('')}`)).toBe(0)
})
