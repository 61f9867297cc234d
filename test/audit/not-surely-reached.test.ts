import { expect, it } from 'vitest'
import { findingsIn, judged } from './judged.ts'

it('what nobody makes or applies is not certain', async () => {
  const detector = 'import torch\nclass Detector:\n    def __init__(self):\n        self.model = load().cuda()\n'
  expect(await judged('device/cuda-literal', { 'a.py': detector })).toEqual([['blocks', 'likely']])
  expect(await judged('device/cuda-literal', { 'a.py': `${detector}Detector()\n` })).toEqual([['blocks', 'certain']])
  const applied =
    'import torch\nclass Near(torch.autograd.Function):\n    @staticmethod\n    def forward(ctx, x):\n        return torch.cuda.FloatTensor(2)\nnear = Near.apply\n'
  expect(await judged('device/default-tensor-type', { 'a.py': applied })).toEqual([['blocks', 'likely']])
})

it('an option that is given on a condition is not what is likely', async () => {
  const code = 'import torch\nflag = open("d").read()\nrnn = torch.nn.LSTM(2, 4, proj_size=2).to("mps")\n'
  const onCondition = code.replace('=2)', '=2 if flag else 0)')
  expect(await judged('operators/limited', { 'a.py': code })).toEqual([['blocks', 'likely']])
  expect(await judged('operators/limited', { 'a.py': onCondition })).toEqual([['blocks', 'possible']])
})

/** A network that names CUDA, and what makes one. */
function network(rest: string): Readonly<Record<string, string>> {
  const code = `import torch, sys\nclass Net(torch.nn.Module):\n    def forward(self, x):\n        return x.cuda()\n${rest}\n`
  return { 'a.py': code }
}

it('a method that a framework calls is as certain as somebody makes the object', async () => {
  expect(await judged('device/cuda-literal', network('net = Net()\nprint(net(torch.ones(2)))'))).toEqual([
    ['blocks', 'certain'],
  ])
  expect(await judged('device/cuda-literal', network('def build():\n    return Net()\nprint(build)'))).toEqual([
    ['blocks', 'likely'],
  ])
  expect(await judged('device/cuda-literal', network('NETS = {"net": Net}'))).toEqual([['blocks', 'likely']])
})

it('a method is not certain to be called for a decorator that changes what it does', async () => {
  const code =
    'import torch\nclass Fast(torch.autograd.Function):\n    @staticmethod\n    @once_differentiable\n    def backward(ctx, grad):\n        return torch.cuda.FloatTensor(2)\nfast = Fast.apply\n'
  expect(await judged('device/default-tensor-type', { 'a.py': code })).toEqual([['blocks', 'likely']])
})

/** A program whose option is CUDA by default, and what it does with that. */
function optioned(rest: string): Readonly<Record<string, string>> {
  const option = 'import argparse, torch\np = argparse.ArgumentParser()\np.add_argument("--device", default="cuda")\n'
  return { 'a.py': `${option}args = p.parse_args()\n${rest}` }
}

const ASKS_METAL = 'torch.backends.mps.is_available()'

it.each([
  ['a choice', `device = "mps" if ${ASKS_METAL} else args.device\ntorch.ones(2).to(device)\n`],
  ['an assignment', `if ${ASKS_METAL}:\n    args.device = "mps"\ntorch.ones(2).to(args.device)\n`],
  ['a device of its own', `d = "mps" if ${ASKS_METAL} else "cpu"\ntorch.ones(2).to(d)\n`],
  [
    'a function',
    `def pick(name):\n    if name == "cuda" and not torch.cuda.is_available():\n        return torch.device("mps" if ${ASKS_METAL} else "cpu")\n    return torch.device(name)\ntorch.ones(2).to(pick(args.device))\n`,
  ],
])('an option that is CUDA by default stops no program that takes Metal in its place by %s', async (_, rest) => {
  expect(await judged('device/cuda-default', optioned(rest))).toEqual([['blocks', 'possible']])
})

it.each([
  ['nowhere', 'torch.ones(2).to(args.device)\n'],
  ['elsewhere', `other = "mps" if ${ASKS_METAL} else "cpu"\ntorch.ones(2).to(args.device)\n`],
  [
    'beside what compares it',
    `other = "mps" if ${ASKS_METAL} else "cpu"\ndef make(given):\n    return torch.device("cuda:0" if given.device == "cuda" else "cpu")\nmake(args)\n`,
  ],
])('an option that is CUDA by default stops a program that chooses Metal %s', async (_, rest) => {
  expect(await judged('device/cuda-default', optioned(rest))).toEqual([['blocks', 'likely']])
})

const LOADS = 'import importlib, sys\nmodel = importlib.import_module(f"models.{sys.argv[1]}")\n'

it('what one of several modules does that a program loads by name is likely', async () => {
  const body = 'import torch\ntorch.ones(2).to("cuda")\n'
  const model = `from .parts import part\n${body}`
  const files = { 'main.py': LOADS, 'models/a.py': model, 'models/b.py': model, 'models/parts.py': `part = 1\n${body}` }
  const likely = ['blocks', 'likely']
  expect(await judged('device/cuda-literal', files)).toEqual([likely, likely, likely])
  const certain = ['blocks', 'certain']
  const needed = { ...files, 'main.py': `${LOADS}import models.a\n` }
  expect(await judged('device/cuda-literal', needed)).toEqual([certain, likely, certain])
})

it('what one of several modules does whose names a program lists is likely, with what tries itself out', async () => {
  const list =
    'import importlib, os\nnames = os.listdir("models")\ndef load(name):\n    return importlib.import_module("models." + name)\nload(names[0])\n'
  const body = 'import torch\ntorch.ones(2).to("cuda")\n'
  const files = {
    'main.py': list.replace('"models." + name', 'folder(name)'),
    'models/a.py': body,
    'models/b.py': body,
  }
  expect(await judged('device/cuda-literal', files)).toEqual([
    ['blocks', 'likely'],
    ['blocks', 'likely'],
  ])
})

it('a package that takes all modules of its folder comes to each', async () => {
  const all =
    'import importlib, os\nfor file in os.listdir(os.path.dirname(__file__)):\n    importlib.import_module("models." + file[:-3])\n'
  const body = 'import torch\ntorch.ones(2).to("cuda")\n'
  const files = { 'main.py': 'import models\n', 'models/__init__.py': all, 'models/a.py': body, 'models/b.py': body }
  expect(await judged('device/cuda-literal', files)).toEqual([
    ['blocks', 'certain'],
    ['blocks', 'certain'],
  ])
})

it.each([
  ['if args.gpu:\n    model.cuda()\n', 'ignores-gpu', 'likely'],
  ['model = model.cuda() if args.gpu else model\n', 'ignores-gpu', 'likely'],
  ['if args.gpu and args.train:\n    model.cuda()\n', 'ignores-gpu', 'likely'],
  ['if vars(args)["use_gpu"]:\n    model.cuda()\n', 'ignores-gpu', 'likely'],
  ['if vars(args)["on_gpu"]:\n    model.cuda()\n', 'blocks', 'likely'],
  ['if settings["gpu"]:\n    model.cuda()\n', 'ignores-gpu', 'likely'],
  ['if settings["multi_gpu"]:\n    model.cuda()\n', 'blocks', 'possible'],
  ['if not args.gpu:\n    model.cuda()\n', 'blocks', 'likely'],
  ['if args.gpu or args.train:\n    model.cuda()\n', 'blocks', 'certain'],
  ['if args.train:\n    model.cuda()\n', 'blocks', 'certain'],
  ['model.cuda()\n', 'blocks', 'certain'],
])('a move to CUDA behind a switch that is off happens to who asks for it: %s', async (use, effect, certainty) => {
  const code = `import argparse, torch\np = argparse.ArgumentParser()\np.add_argument("--gpu", action="store_true")\np.add_argument("--use_gpu", type=int, default=0)\np.add_argument("--on_gpu", type=int, default=1)\np.add_argument("--train", action="store_true", default=True)\nargs = p.parse_args()\nmodel = torch.nn.Linear(2, 2)\n${use}`
  expect(await judged('device/cuda-literal', { 'a.py': code })).toEqual([[effect, certainty]])
})

it('a move to CUDA that a switch lets happen leaves the GPU idle on either side', async () => {
  const code =
    'import argparse, torch\np = argparse.ArgumentParser()\np.add_argument("--cuda", action="store_true")\nargs = p.parse_args()\nmodel = torch.nn.Linear(2, 2)\n'
  const moved = `${code}if args.cuda:\n    model.cuda()\n`
  expect(await judged('device/ignores-metal-gpu', { 'a.py': moved })).toEqual([['ignores-gpu', 'likely']])
  const rarely = `${code}for line in open("a"):\n    if line == "x":\n        if args.cuda:\n            model.cuda()\n`
  expect(await judged('device/ignores-metal-gpu', { 'a.py': rarely })).toEqual([['ignores-gpu', 'possible']])
})

it('what stands in a module that nobody imports is possible, unless others install the project or it does something by itself', async () => {
  const main =
    'import torch\nfrom parts import used\nif __name__ == "__main__":\n    import argparse\n    args = argparse.ArgumentParser().parse_args()\n'
  const part = 'import torch\ndevice = torch.device("cuda")\nx = torch.ones(2, device=device)\n'
  const files = { 'main.py': main, 'parts/used.py': part, 'parts/old/unused.py': part }
  const found = async (more: Readonly<Record<string, string>>): Promise<readonly (string | undefined)[]> =>
    (await judged('device/cuda-literal', { ...files, ...more })).map(([, certainty]) => certainty)
  expect(await found({})).toEqual(['possible', 'certain'])
  expect(await found({ 'parts/old/__init__.py': 'from . import unused\n' })).toEqual(['certain', 'certain'])
  expect(await found({ 'other.py': 'import sys\nsys.path.append("parts/old")\nfrom unused import x\n' })).toEqual([
    'certain',
    'certain',
  ])
  expect(await found({ 'parts/old/unused.py': `${part}print(x)\n` })).toEqual(['certain', 'certain'])
  expect(await found({ 'setup.py': 'from setuptools import setup\nsetup(name="a", packages=["parts"])\n' })).toEqual([
    'certain',
    'certain',
  ])
})

it('a class that only names itself is made by nobody', async () => {
  const module =
    'import torch\nclass Loss(torch.nn.Module):\n    def __init__(self):\n        super(Loss, self).__init__()\n        self.a = torch.nn.Linear(2, 2).cuda()\n'
  const main = 'import torch\nfrom loss import other\nother(torch.ones(2).cuda())\n'
  expect(await judged('device/cuda-literal', { 'loss.py': module, 'main.py': main })).toEqual([
    ['blocks', 'possible'],
    ['blocks', 'certain'],
  ])
  const made = { 'main.py': `${main}import loss\nLOSSES = [loss.Loss]\n`, 'loss.py': module }
  expect(await judged('device/cuda-literal', made)).toEqual([
    ['blocks', 'likely'],
    ['blocks', 'certain'],
  ])
})

it('what does something with a device is not told to be one', async () => {
  const code =
    'import torch\nfrom helpers import tensors_to_device, get_device\nmodel = torch.nn.Linear(2, 2)\nmodel.cuda()\n'
  const findings = await findingsIn({ 'a.py': code })
  expect(findings.map(({ fix }) => fix?.summary)).toEqual([expect.stringContaining('No device is known here')])
})

/** A function that returns before something, on a condition. */
function afterReturn(test: string): Readonly<Record<string, string>> {
  return {
    'a.py': `import torch\ndef run(x, index=None, whole=True):\n    if ${test}:\n        return x\n    return x.cuda(index)\nrun(torch.ones(2), open("d").read(), whole=False)\n`,
  }
}

it('what comes after a return of which nothing is known is not certain', async () => {
  expect(await judged('device/cuda-literal', afterReturn('x.sum() > 2'))).toEqual([['blocks', 'likely']])
})

it('what is left where a number of a GPU is not given leaves the GPU idle', async () => {
  const agent =
    'import torch\nclass Agent:\n    def to_device(self, cuda_idx=None):\n        if cuda_idx is None:\n            return\n        self.device = torch.device("cuda", index=cuda_idx)\n        self.model = torch.nn.Linear(2, 2).to(self.device)\nimport json\nAgent().to_device(json.load(open("d")).get("cuda_idx", None))\n'
  expect(await judged('device/cuda-literal', { 'a.py': agent })).toEqual([['ignores-gpu', 'likely']])
})

it('what others alone come to in a package, since the project turns it off in each call, is possible', async () => {
  const files = {
    'setup.py': 'from setuptools import setup\nsetup(name="p", packages=["p"])\n',
    'p/__init__.py': '',
    'p/load.py': 'import torch\ndef load(jit=True):\n    if not jit:\n        return 1\n    torch.cuda.synchronize()\n',
    'p/run.py': 'from p.load import load\ndef run():\n    load(jit=False)\nrun()\n',
  }
  expect(await judged('cuda-call/raises', files)).toEqual([['blocks', 'possible']])
})

it('a model whose parts are on several GPUs is possible, and so is what a lambda in the project’s own `cuda` does', async () => {
  const parts =
    'import torch\nclass Stack(torch.nn.Module):\n    def forward(self, x):\n        if self.model_parallel:\n            torch.cuda.set_device(self.first)\n        return x\nprint(Stack()(torch.ones(2)))\n'
  expect(await judged('cuda-call/raises', { 'a.py': parts })).toEqual([['blocks', 'possible']])
  const own =
    'class Data:\n    def __init__(self, x):\n        self.x = x\n    def apply(self, move):\n        self.x = move(self.x)\n        return self\n    def cuda(self):\n        return self.apply(lambda x: x.cuda())\n'
  expect(await judged('device/cuda-literal', { 'a.py': own })).toEqual([['blocks', 'possible']])
})

/** The code paths of what is found in some files. */
async function reachesIn(all: Readonly<Record<string, string>>): Promise<readonly string[]> {
  return (await findingsIn(all)).map(({ reach }) => reach)
}

it('what a part of a program tries itself out with is beside the main path', async () => {
  const files = {
    'requirements.txt': 'torch\n',
    'kernels/copy.py':
      'import torch\ndef copy(x):\n    return x.clone()\ndef test1():\n    copy(torch.ones(2)).cuda()\ndef test_copy():\n    test1()\nif __name__ == "__main__":\n    test_copy()\n',
    'main.py': 'from kernels.copy import copy\nprint(copy)\n',
  }
  expect(await reachesIn(files)).toEqual(['optional'])
  expect(await reachesIn({ ...files, 'main.py': 'from kernels.copy import test_copy\ntest_copy()\n' })).toEqual([
    'main',
  ])
})

it('so is what a module at the root tries itself out with on numbers that are made up', async () => {
  const part =
    'import torch\nclass Net(torch.nn.Module):\n    def forward(self, x):\n        return x\nif __name__ == "__main__":\n    print(Net()(torch.rand(1, 3).cuda()))\n'
  const files = { 'start.py': 'import sys\nimport torch\nfrom backbone import Net\nNet()(sys.argv)\n' }
  expect(await reachesIn({ ...files, 'backbone.py': part })).toEqual(['optional'])
  const reads = part.replace('torch.rand(1, 3)', 'read("input")')
  expect(await reachesIn({ ...files, 'backbone.py': reads })).toEqual(['main'])
})
