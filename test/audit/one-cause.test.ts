import { describe, expect, it } from 'vitest'
import { audit } from '../../src/pipeline.ts'
import { tree } from '../files/tree.ts'

/** `code:line` of every site, with `(cause)` where a line leads to a finding. */
async function told(files: Readonly<Record<string, string>>): Promise<string[]> {
  const { findings } = await audit(tree(files), { asOf: '2026-11-01' })
  return findings.flatMap(({ code, sites, causes }) => [
    ...sites.map(({ line }) => `${code}:${line}`),
    ...causes.map(({ line }) => `${code}:${line} (cause)`),
  ])
}

const HELPER = `import argparse
import torch

parser = argparse.ArgumentParser()
parser.add_argument("--device", default="cuda")
args = parser.parse_args()


def chosen():
    return args.device


torch.zeros(1).to(chosen())
`

describe('one cause is told once', () => {
  it('the default of an option, and not each helper that gives it', async () => {
    expect(await told({ 'a.py': HELPER })).toEqual(['device/cuda-default:5'])
  })

  it('the helper that names CUDA itself', async () => {
    const code = 'import torch\n\n\ndef chosen():\n    return "cuda"\n\n\ntorch.zeros(1).to(chosen())\n'
    expect(await told({ 'a.py': code })).toContain('device/cuda-from-helper:8')
  })

  it('an argument that a version of a library refuses, as a fact of that library', async () => {
    const code = 'import lightning as L\n\ntrainer = L.Trainer(accelerator="cuda", devices=1)\n'
    expect(await told({ 'a.py': code })).toEqual(['library/unfit-call:3'])
  })

  it('CUDA as a device, and not the call for its number', async () => {
    const code = 'import torch\n\ndevice = torch.device("cuda", torch.cuda.current_device())\n'
    expect(await told({ 'a.py': code })).toEqual(['device/cuda-literal:3'])
  })

  it('but a call beside it in another argument', async () => {
    const code = 'import torch\n\nx = torch.zeros(torch.cuda.current_device(), device="cuda")\n'
    expect(await told({ 'a.py': code })).toEqual(['cuda-call/raises:3', 'device/cuda-literal:3'])
  })

  it('the numbers of devices that a model is bound to', async () => {
    const code =
      'import torch\nfrom torch.nn.parallel import DistributedDataParallel\n\nnet = DistributedDataParallel(torch.nn.Linear(1, 1), device_ids=[torch.cuda.current_device()])\n'
    expect(await told({ 'a.py': code })).toEqual(['distributed/nccl:4'])
  })

  it('a switch between CUDA and the CPU, and not its one side', async () => {
    const code =
      'import sys\nimport torch\n\nnumber = int(sys.argv[1])\nif number < 0:\n    device = torch.device("cpu")\nelse:\n    device = torch.device(f"cuda:{number}")\n'
    expect(await told({ 'a.py': code })).toEqual(['device/ignores-metal-gpu:8'])
  })

  it('a test for CUDA, of which the measure behind it names that it leads there', async () => {
    const code =
      'import sys\nimport torch\n\n\ndef report(device):\n    if device.type == "cuda":\n        used = torch.cuda.max_memory_allocated()\n        print("memory", used)\n\n\nreport(torch.device(sys.argv[1]))\n'
    expect(await told({ 'a.py': code })).toEqual([
      'device/cuda-only-branch:6',
      'memory/only-on-cuda:7',
      'memory/only-on-cuda:6 (cause)',
    ])
  })

  it('a precision that is chosen by the device, and not the comparison in it', async () => {
    const code =
      'import sys\nimport torch\n\ndevice = torch.device(sys.argv[1])\ndtype = torch.float16 if device.type == "cuda" else torch.float32\n'
    expect(await told({ 'a.py': code })).toEqual(['precision/half-only-on-cuda:5'])
  })

  it('a device that falls back on the CPU, and not the test for it', async () => {
    const code = `import torch


def usable(device="auto"):
    if device == "auto":
        device = "cuda"
    device = torch.device(device)
    if device.type == torch.device("cuda").type and not torch.cuda.is_available():
        return torch.device("cpu")
    return device


usable()
`
    expect((await told({ 'a.py': code })).filter((line) => !line.endsWith('(cause)'))).toEqual([
      'device/ignores-metal-gpu:6',
      'device/ignores-metal-gpu:8',
      'device/ignores-metal-gpu:9',
    ])
  })

  it('a CUDA package of a conda environment', async () => {
    const code = 'dependencies:\n  - python=3.12\n  - cuda-bindings>=12.9\n'
    expect(await told({ 'environment.yml': code })).toEqual(['dependency/cuda-build:3'])
  })
})
