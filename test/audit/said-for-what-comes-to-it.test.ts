import { expect, it } from 'vitest'
import { findingsIn, judged } from './judged.ts'

/** A base class whose device is CUDA by default, a class that extends it, and what makes one of that. */
function extended(heir: string, rest: string): Readonly<Record<string, string>> {
  const base =
    'import torch, sys\nclass Base:\n    def __init__(self, path, device="cuda:0"):\n        self.model = torch.nn.Linear(2, 2).to(device)\n'
  return { 'voice.py': base + heir, 'main.py': `from voice import *\n${rest}` }
}

it.each([
  ['inherits the constructor', 'class Voice(Base):\n    pass\n'],
  [
    'hands on what it is given',
    'class Voice(Base):\n    def __init__(self, *args, **kwargs):\n        super().__init__(*args, **kwargs)\n',
  ],
])('a default that every class that is made is given something else for is possible: one that %s', async (_, heir) => {
  const given = extended(heir, 'Voice("a", device=sys.argv[1])\n')
  expect(await judged('device/cuda-default', given)).toEqual([['blocks', 'possible']])
  expect(await judged('device/cuda-default', extended(heir, 'Voice("a")\n'))).toEqual([['blocks', 'likely']])
})

it('a class that is taken from a table is made with what it is given', async () => {
  const code =
    'import torch, sys\nclass Near:\n    def __init__(self, device="cuda"):\n        self.a = torch.ones(2).to(device)\n'
  const made = (given: string): Readonly<Record<string, string>> => ({
    'a.py': `${code}kinds = {"near": Near}\nkinds[sys.argv[1]](${given})\n`,
  })
  expect(await judged('device/cuda-default', made('device=sys.argv[2]'))).toEqual([['blocks', 'possible']])
  expect(await judged('device/cuda-default', made(''))).toEqual([['blocks', 'likely']])
})

const LOSS = 'import torch\ndef loss(x):\n    return x.cuda().sum()\n'

it('what a module tries itself out with is told apart from what others call of it', async () => {
  const files = {
    'loss.py': `${LOSS}if __name__ == "__main__":\n    loss(torch.randn(2)).cuda()\n`,
    'train.py': 'import torch\nfrom loss import loss\nprint(loss(torch.ones(2)))\n',
  }
  const found = (await findingsIn(files)).filter(({ code }) => code === 'device/cuda-literal')
  expect(found.map(({ reach, sites }) => [reach, sites.map(({ line }) => line)])).toEqual([
    ['main', [3]],
    ['optional', [5]],
  ])
})

/** A package that builds kernels when it is imported, and a program beside it. */
function kernels(program: string): Readonly<Record<string, string>> {
  return {
    'blocks/__init__.py': 'from .norm import norm\n',
    'blocks/norm.py':
      'import torch\nfrom torch.utils.cpp_extension import load\nnorm = load(name="norm", sources=["blocks/norm.cu"])\n',
    'blocks/norm.cu': '__global__ void norm_kernel(float *x) { x[0] = 1; }\n',
    'train.py': `import torch, sys\n${program}if __name__ == "__main__":\n    torch.save(torch.load(sys.argv[1]), sys.argv[2])\n`,
  }
}

it.each(['kernels/cuda-extension', 'kernels/cuda-sources'])(
  'a package beside programs of which none imports it is possible, and so are the kernels that it builds: %s',
  async (code) => {
    expect(await judged(code, kernels(''))).toEqual([['blocks', 'possible']])
    expect(await judged(code, kernels('from blocks import norm\n'))).toEqual([['blocks', 'certain']])
    // What is made may be named in a setting.
    expect(await judged(code, kernels('import hydra\n'))).toEqual([['blocks', 'certain']])
  },
)

it('a backend of which a program has the name, and joins no group by itself, is possible whatever others do', async () => {
  const option =
    'import argparse\nimport torch.distributed as dist\np = argparse.ArgumentParser()\np.add_argument("--distributed", action="store_true")\np.add_argument("--backend", default="nccl")\nargs = p.parse_args()\n'
  const files = {
    'alone.py': `${option}if args.distributed:\n    dist.init_process_group(args.backend)\n`,
    'joins.py': 'import torch.distributed as dist\ndist.init_process_group("gloo")\n',
  }
  expect(await judged('distributed/nccl', files)).toEqual([['blocks', 'possible']])
  const joining = { 'a.py': `${option}dist.init_process_group(args.backend)\n` }
  expect(new Set((await judged('distributed/nccl', joining)).map(([, certainty]) => certainty))).not.toContain(
    'possible',
  )
})

it('what processes send to each other is put where their group takes it', async () => {
  const code =
    'import torch\nimport torch.distributed as dist\ndef send(data, group):\n    backend = dist.get_backend(group)\n    device = torch.device("cpu" if backend == "gloo" else "cuda")\n    return data.to(device)\nsend(torch.ones(2), None)\n'
  expect(await judged('device/ignores-metal-gpu', { 'a.py': code })).toEqual([['ignores-gpu', 'possible']])
})

it('a notebook that shows a package is beside it', async () => {
  const notebook = JSON.stringify({
    cells: [{ cell_type: 'code', source: ['import torch\n', 'torch.ones(2).cuda()\n'] }],
    nbformat: 4,
    metadata: {},
  })
  const found = async (files: Readonly<Record<string, string>>): Promise<readonly string[]> =>
    (await findingsIn({ 'demo.ipynb': notebook, ...files })).map(({ reach }) => reach)
  const library = {
    'tool/__init__.py': 'import torch\n',
    'pyproject.toml': '[project]\nname = "tool"\nversion = "1"\ndependencies = ["torch"]\n',
  }
  expect(await found(library)).toEqual(['optional'])
  expect(await found({})).toEqual(['main'])
})

/** A program that loads a model of a library that takes CUDA or the CPU by itself. */
function listening(given: string): Readonly<Record<string, string>> {
  return {
    'a.py': `import torch, whisper\ndevice = "mps" if torch.backends.mps.is_available() else "cpu"\nwhisper.load_model("base"${given})\n`,
    'requirements.txt': 'openai-whisper\ntorch\n',
  }
}

it('a library that takes the device that it is given is left where it is put', async () => {
  expect(await judged('dependency/no-metal-gpu', listening(', device=device'))).toEqual([])
  expect(await judged('dependency/no-metal-gpu', listening(''))).toEqual([['ignores-gpu', 'certain']])
})

it('a framework that computes on the CPU of a Mac stops nothing', async () => {
  const files = {
    'a.py': 'import torch\nprint(torch.ones(2))\n',
    'pyproject.toml': '[project]\nname = "tool"\nversion = "1"\ndependencies = ["torch>=1.7"]\n',
    'poetry.lock': '[[package]]\nname = "torch"\nversion = "1.10.1"\n',
  }
  expect(await judged('dependency/no-metal-gpu', files)).toEqual([['ignores-gpu', 'certain']])
})

it.each([
  ['if scaler is not None:\n    with torch.cuda.amp.autocast():\n        loss(model)\n', 'is not'],
  ['if scaler is None:\n    loss(model)\nelse:\n    with torch.cuda.amp.autocast():\n        loss(model)\n', 'is'],
  ['if scaler:\n    with torch.cuda.amp.autocast():\n        loss(model)\n', 'a name'],
])('what is there on CUDA alone is asked for: %s', async (rest) => {
  const code = (made: string): Readonly<Record<string, string>> => ({
    'a.py': `import sys, torch\ndef step(device, loss, model):\n    scaler = ${made}\n    ${rest.replaceAll(/\n(?=.)/g, '\n    ')}step(sys.argv[1], print, torch.nn.Linear(2, 2))\n`,
  })
  expect(await judged('precision/autocast-cuda', code('torch.amp.GradScaler() if "cuda" in device else None'))).toEqual(
    [],
  )
  expect(await judged('precision/autocast-cuda', code('torch.amp.GradScaler() if sys.argv[2:] else None'))).toEqual([
    ['degrades', 'likely'],
  ])
})

it('a move behind a test goes to no device that is CUDA by name', async () => {
  const code =
    'import sys, torch\ndef run(rank, model):\n    device = f"cuda:{rank}"\n    if torch.cuda.is_available():\n        model = model.cuda(device)\n    return model\nrun(int(sys.argv[1]), torch.nn.Linear(2, 2))\n'
  const found = (await findingsIn({ 'a.py': code })).find((each) => each.code === 'device/ignores-metal-gpu')
  expect(found?.fix?.summary).toBe(
    'Let device be cuda, else mps, else cpu, and write .to(device) in place of the test and the move.',
  )
})

it('what tests give a parameter says nothing of what others give it', async () => {
  const shown = 'import torch\ndef summary(model, device=torch.device("cuda")):\n    return model.to(device)\n'
  const call = 'import torch\nfrom shown import summary\nsummary(torch.nn.Linear(2, 2), device="cpu")\n'
  expect(await judged('device/cuda-default', { 'shown.py': shown, 'tests/test_shown.py': call })).toEqual([
    ['blocks', 'likely'],
  ])
  expect(await judged('device/cuda-default', { 'shown.py': shown, 'main.py': call })).toEqual([['blocks', 'possible']])
})
