import { join } from 'node:path'
import { expect, it } from 'vitest'
import { audit } from '../../src/pipeline.ts'
import { judged } from './judged.ts'

it('says of each default of CUDA what comes of it', async () => {
  const folder = join(import.meta.dirname, 'projects', 'defaults')
  const options = { asOf: '2026-11-01' }
  const { findings } = await audit(folder, options)
  const defaults = findings.filter(({ code }) => code === 'device/cuda-default')
  expect(defaults.map(({ sites, effect, certainty }) => [sites[0]?.excerpt, effect, certainty])).toEqual([
    ['parser.add_argument("--device", default="cuda")', 'ignores-gpu', 'likely'],
    ['parser.add_argument("--other-device", default="cuda")', 'blocks', 'likely'],
    ['def always_passed(model, device="cuda"):', 'blocks', 'possible'],
    ['def left_out(model, device="cuda"):', 'blocks', 'likely'],
    ['def _private(model, rank, device="cuda"):', 'blocks', 'possible'],
  ])
})

it('a default of CUDA that is only compared is possible', async () => {
  const chooses =
    'import torch\ndef build(model, device_type="cuda"):\n    fused = device_type == "cuda"\n    return torch.optim.AdamW(model.parameters(), fused=fused)\nbuild(torch.nn.Linear(2, 2))\n'
  expect(await judged('device/cuda-default', { 'a.py': chooses })).toEqual([['blocks', 'possible']])
})

/** A program that takes CUDA where a variable was left empty. */
function unlessGiven(test: string): Readonly<Record<string, string>> {
  const set = `given = os.getenv("GIVEN")\nif ${test}:\n    given = "cuda"`
  return { 'a.py': `import os, torch\n${set}\ntorch.nn.Linear(2, 2).to(given)\n` }
}

it('CUDA that a variable is set to because it was left empty is to be expected', async () => {
  expect(await judged('device/cuda-literal', unlessGiven('given is None'))).toEqual([['blocks', 'likely']])
  expect(await judged('device/cuda-literal', unlessGiven('not given'))).toEqual([['blocks', 'likely']])
  expect(await judged('device/cuda-literal', unlessGiven('given == "gpu"'))).toEqual([])
})

/** A function that takes CUDA where it is given nothing, and calls of it. */
function takesCuda(...calls: readonly string[]): Readonly<Record<string, string>> {
  const build = 'def build(device=None):\n    return torch.nn.Linear(2, 2).to(device or "cuda")'
  return { 'a.py': ['import torch', 'from other import device', build, ...calls, ''].join('\n') }
}

it('what callers always give leaves little to what is taken otherwise', async () => {
  expect(await judged('device/cuda-default', takesCuda('build(device)'))).toEqual([['blocks', 'possible']])
  expect(await judged('device/cuda-default', takesCuda('build(device)', 'build()'))).toEqual([['blocks', 'likely']])
})

/** A program that takes a branch where its device is CUDA. */
function branching(body: string): Readonly<Record<string, string>> {
  return {
    'a.py': `import torch\ndef run(device):\n    if device == "cuda":\n        ${body}\n    return torch.ones(2, device=device)\nrun("cuda" if torch.cuda.is_available() else "cpu")\n`,
  }
}

it('a branch for CUDA that only sets CUDA up leaves nothing out for Metal', async () => {
  expect(await judged('device/cuda-only-branch', branching('torch.backends.cudnn.benchmark = True'))).toEqual([])
  expect(await judged('device/cuda-only-branch', branching('print(torch.nn.Linear(2, 2).half())'))).toHaveLength(1)
})
