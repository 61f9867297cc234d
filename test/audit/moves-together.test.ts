import { expect, test } from 'vitest'
import { edited } from './edited.ts'

const CODE = 'device/ignores-metal-gpu'

const engine = (behind: string) =>
  `import torch\n\n\ndef run(model, batch):\n    if torch.cuda.is_available():\n        batch = batch.cuda()\n${behind}    return model(batch)\n`

test('a network is moved only where its batches are', async () => {
  const main =
    'import torch\nimport engine\n\nmodel = torch.nn.Linear(2, 2)\nif torch.cuda.is_available():\n    model = model.cuda()\nengine.run(model, torch.ones(2))\n'
  const alone = await edited(CODE, { 'main.py': main, 'engine.py': engine('') })
  expect(new Set(alone.edits.map(({ file }) => file))).toEqual(new Set(['main.py', 'engine.py']))
  // What else is behind the test needs CUDA, so that the move is left.
  const left = await edited(CODE, { 'main.py': main, 'engine.py': engine('        torch.cuda.set_device(0)\n') })
  expect(left.findings.length).toBeGreaterThan(0)
  expect(left.edits).toEqual([])
})

test('a device is left to people where tensors of it are exchanged among processes', async () => {
  const choice = 'device = "cuda" if torch.cuda.is_available() else "cpu"\n'
  const text = (exchange: string) =>
    `import torch\nimport torch.distributed as dist\n\ndist.init_process_group("gloo")\n${choice}x = torch.ones(2, device=device)\n${exchange}`
  expect((await edited(CODE, { 'a.py': text('dist.all_reduce(x.to(device))\n') })).edits).toEqual([])
  const asked = text('if dist.get_world_size() > 1:\n    dist.all_reduce(x.to(device))\n')
  expect((await edited(CODE, { 'a.py': asked })).edits).toHaveLength(1)
})
