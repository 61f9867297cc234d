import { expect, it } from 'vitest'
import { audit } from '../../src/pipeline.ts'
import { tree } from '../files/tree.ts'

const OPTIONS = { asOf: '2026-11-01', packages: {}, include: [], exclude: [], ignores: [], cache: false }

/** Code, effect and certainty of what is found in some files, of one kind. */
async function judged(code: string, files: Readonly<Record<string, string>>): Promise<readonly (readonly string[])[]> {
  const { findings } = await audit(tree(files), OPTIONS)
  return findings.filter((finding) => finding.code === code).map(({ effect, certainty }) => [effect, certainty])
}

/** A program that comes to kernels in Triton when it is run. */
function caller(body: string): string {
  return `import torch\ndef triton_fast(x):\n    from kernels import kernel\n    return kernel(x)\ndef run(x):\n    ${body}\nrun(torch.ones(2))\n`
}

it('what a library makes of a device that it is given is its own', async () => {
  const call = 'import torch, shapes\nmodel = torch.nn.Linear(2, 2)\n'
  expect(await judged('device/cuda-literal', { 'a.py': `${call}shapes.count(model, device="cuda")\n` })).toEqual([
    ['blocks', 'likely'],
  ])
  expect(await judged('device/cuda-literal', { 'a.py': `${call}model.to(device="cuda")\n` })).toEqual([
    ['blocks', 'certain'],
  ])
})

it('a device that is described and not used does no harm yet', async () => {
  const listed = 'import torch\nkeys = sorted([torch.device("cuda:13"), torch.device("cuda:0")], key=str)\n'
  expect(new Set((await judged('device/cuda-literal', { 'a.py': listed })).map(String))).toEqual(
    new Set(['blocks,likely']),
  )
  const used = 'import torch\ndevice = torch.device("cuda")\nmodel = torch.nn.Linear(2, 2).to(device)\n'
  expect(await judged('device/cuda-literal', { 'a.py': used })).toEqual([['blocks', 'certain']])
})

it('a program that cannot do without PyTorch does not refuse to run for want of CUDA', async () => {
  const code =
    'try:\n    import torch\n    HAS = True\nexcept ImportError:\n    HAS = False\nif not HAS:\n    raise ImportError\n'
  const files = { 'a.py': code, 'requirements.txt': 'torch==1.2.0\n' }
  expect(await judged('device/refuses-without-cuda', files)).toEqual([])
  expect(await judged('device/refuses-without-cuda', { 'a.py': code.replace('torch', 'triton') })).toEqual([
    ['blocks', 'likely'],
  ])
})

it('what a launcher sets for each process is asked for, however that is worded', async () => {
  const code =
    'import torch\nconfig = open("c").read()\nif "local_rank" not in config:\n    rank = 0\nelse:\n    torch.cuda.set_device(1)\n'
  expect(await judged('cuda-call/raises', { 'a.py': code })).toEqual([['blocks', 'possible']])
})

it('kernels whose failing the callers provide for are done without', async () => {
  const kernels = 'import triton\n@triton.jit\ndef kernel(x):\n    pass\n'
  const caught = caller('try:\n        return triton_fast(x)\n    except RuntimeError:\n        return x')
  expect(await judged('kernels/triton', { 'kernels.py': kernels, 'main.py': caught })).toEqual([
    ['falls-back', 'likely'],
  ])
  expect(await judged('kernels/triton', { 'kernels.py': kernels, 'main.py': caller('return triton_fast(x)') })).toEqual(
    [['blocks', 'certain']],
  )
})

/** A program that gives CUDA to a function of its own, in which something is done before. */
function placing(rest: string): string {
  return `import torch\ndef place(device):\n${rest}    return torch.ones(2).to(device)\nplace("cuda")\n`
}

it('a function that takes the CPU where there is no CUDA may be given CUDA', async () => {
  const fallback = '    if not torch.cuda.is_available():\n        device = "cpu"\n'
  expect(await judged('device/cuda-literal', { 'a.py': placing(fallback) })).toEqual([])
  expect(await judged('device/cuda-literal', { 'a.py': placing('') })).toEqual([['blocks', 'certain']])
})

it('a default that is put together with a number is told where it is written', async () => {
  const code =
    'import torch\ndef place(x, device="cuda"):\n    return x.to(torch.device(f"{device}:{RANK}"))\nplace(torch.ones(2))\n'
  expect(await judged('device/cuda-literal', { 'a.py': code })).toEqual([])
  expect(await judged('device/cuda-default', { 'a.py': code })).toEqual([['blocks', 'likely']])
})

/** A program that compiles a network with a PyTorch whose compiler does not know Metal. */
function compiling(before: string): Readonly<Record<string, string>> {
  return {
    'a.py': `import torch\n${before}model = torch.compile(torch.nn.Linear(2, 2))\n`,
    'requirements.txt': 'torch==2.3.0\n',
  }
}

it('what does not compile runs as it is where that is asked for', async () => {
  expect(await judged('compile/cuda-only', compiling(''))).toEqual([['blocks', 'possible']])
  expect(await judged('compile/cuda-only', compiling('torch._dynamo.config.suppress_errors = True\n'))).toEqual([
    ['info', 'possible'],
  ])
})

it('what can only be had with a library and is called after it is chosen', async () => {
  const code =
    'try:\n    import xformers\nexcept ImportError:\n    xformers = None\nclass XformersBlock:\n    def __init__(self):\n        if xformers is None:\n            raise ImportError\n'
  expect(await judged('device/refuses-without-cuda', { 'a.py': code })).toEqual([['blocks', 'possible']])
})

it('attention that is tried and done without stops nothing', async () => {
  const load = 'model = AutoModel.from_pretrained("a", attn_implementation="flash_attention_2")'
  const code = `from transformers import AutoModel\ntry:\n    ${load}\nexcept Exception:\n    model = AutoModel.from_pretrained("a")\n`
  expect(await judged('attention/cuda-only', { 'a.py': code })).toEqual([['info', 'certain']])
  expect(await judged('attention/cuda-only', { 'a.py': `from transformers import AutoModel\n${load}\n` })).toEqual([
    ['blocks', 'certain'],
  ])
})

it('what is picked where Metal was asked for before is no choice that does not know it', async () => {
  const asks = 'wish in ("", "mps") and torch.backends.mps.is_available()'
  const code = `import torch\nwish = open("d").read()\nif ${asks}:\n    device = "mps"\nelse:\n    device = wish or ("cuda" if torch.cuda.is_available() else "cpu")\ntorch.ones(2).to(device)\n`
  expect(await judged('device/ignores-metal-gpu', { 'a.py': code })).toEqual([])
  expect(await judged('device/ignores-metal-gpu', { 'a.py': code.replace(asks, 'wish == "x"') })).toHaveLength(1)
})

it('a case of a test that a mark leaves out needs no other device', async () => {
  const code = 'import pytest, torch\nCASES = [pytest.param(torch.device("cuda"), marks=NEEDS_CUDA)]\n'
  expect(await judged('device/cuda-literal', { 'tests/test_a.py': code })).toEqual([])
  expect(
    await judged('device/cuda-literal', { 'tests/test_a.py': code.replace(', marks=NEEDS_CUDA', '') }),
  ).toHaveLength(1)
})

it('tests may describe devices that they do not have', async () => {
  const code = 'from haystack.utils import ComponentDevice\nd = ComponentDevice.from_str("cuda")\n'
  expect(await judged('device/cuda-literal', { 'tests/test_a.py': code })).toEqual([])
  expect(await judged('device/cuda-literal', { 'a.py': code })).toHaveLength(1)
})

it('functions of a library that are PyTorch’s own operators leave no GPU idle', async () => {
  const code = 'from torch_scatter import scatter_mean as f\nx = f(a, b)\n'
  const other = code.replace('scatter_mean', 'scatter_max')
  expect(await judged('dependency/no-metal-gpu', { 'a.py': code })).toEqual([])
  expect(await judged('dependency/no-metal-gpu', { 'a.py': other })).toEqual([['ignores-gpu', 'certain']])
})

it('a case of a match that is for CUDA is no place that a Mac comes to by itself', async () => {
  const code =
    'import torch\ndef place(name):\n    match name:\n        case "cuda":\n            assert torch.cuda.is_available()\n            device = torch.device("cuda")\n        case "cpu":\n            device = torch.device("cpu")\n    return device\nplace(open("d").read())\n'
  expect(await judged('device/cuda-literal', { 'a.py': code })).toEqual([])
  expect(await judged('device/refuses-without-cuda', { 'a.py': code })).toEqual([])
})

it('what a batch system is asked for says nothing of a Mac', async () => {
  const files = { 'run.sbatch': '#!/bin/bash\n#SBATCH -G A100:1\npython train.py\n', 'train.py': 'import torch\n' }
  expect(await judged('container/gpu-request', files)).toEqual([['info', 'likely']])
})

it('autocast for what is on CUDA is asked for on no Mac', async () => {
  const code =
    'import torch\ndef region(device):\n    if device.type == "cuda":\n        return torch.autocast("cuda", dtype=torch.float16)\nregion(open("d").read())\n'
  expect(await judged('precision/autocast-cuda', { 'a.py': code })).toEqual([])
})

it('a test that leaves out CUDA and takes any other device knows Metal as well', async () => {
  const code =
    'import torch\ndef load(device, kwargs):\n    if device != "cuda":\n        kwargs["device_map"] = {"": device}\n    return kwargs\nload(torch.device("cuda" if torch.cuda.is_available() else "cpu").type, {})\n'
  expect(await judged('device/cuda-only-branch', { 'a.py': code })).toEqual([])
  expect(await judged('device/cuda-only-branch', { 'a.py': code.replace('"": device', '"": "cpu"') })).toHaveLength(1)
})

it('what is loaded to the CPU needs no change', async () => {
  const code =
    'import torch\nstate = torch.load("m", map_location=torch.device("cuda" if torch.cuda.is_available() else "cpu"))\n'
  expect(await judged('device/ignores-metal-gpu', { 'a.py': code })).toEqual([['info', 'certain']])
})

it('a permutation that leaves the last two dimensions in their order transposes no matrix', async () => {
  const code =
    'import torch\nq = torch.ones(2, 3, 4, 5, device="mps")\nk = torch.ones(2, 4, 5, 3, device="mps")\nx = torch.matmul(q.permute(0, 2, 1, 3), k)\n'
  const files = { 'requirements.txt': 'torch==2.13.0\n', 'a.py': code }
  const transposed = code.replace('0, 2, 1, 3', '0, 1, 3, 2')
  expect(await judged('operators/wrong-results', files)).toEqual([])
  expect(await judged('operators/wrong-results', { ...files, 'a.py': transposed })).toHaveLength(1)
})

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
  expect(await judged('device/cuda-literal', network('def build():\n    return Net()'))).toEqual([['blocks', 'likely']])
  expect(await judged('device/cuda-literal', network('NETS = {"net": Net}'))).toEqual([['blocks', 'likely']])
})

it('a method is not certain to be called for a decorator that changes what it does', async () => {
  const code =
    'import torch\nclass Fast(torch.autograd.Function):\n    @staticmethod\n    @once_differentiable\n    def backward(ctx, grad):\n        return torch.cuda.FloatTensor(2)\nfast = Fast.apply\n'
  expect(await judged('device/default-tensor-type', { 'a.py': code })).toEqual([['blocks', 'likely']])
})

it('64-bit floats that go where another tensor is may stay on the CPU', async () => {
  const code =
    'import numpy as np, torch\ndef noise(x, device):\n    return torch.from_numpy(np.random.normal(size=3)).to(x.device)\nprint(noise(load(), open("d").read()))\n'
  expect(await judged('dtype/float64', { 'a.py': code })).toEqual([['blocks', 'possible']])
  expect(await judged('dtype/float64', { 'a.py': code.replace('x.device', 'device') })).toEqual([['blocks', 'likely']])
})

it('pictures are seldom of 64-bit floats', async () => {
  const code = 'import torch\nimage = load()\nx = torch.from_numpy(image).to("mps").float()\n'
  expect(await judged('dtype/float64', { 'a.py': code })).toEqual([['blocks', 'possible']])
  expect(await judged('dtype/float64', { 'a.py': code.replaceAll('image', 'points') })).toEqual([['blocks', 'likely']])
})

it('what brings together the results of several processes is for those', async () => {
  const code =
    'import torch\nimport torch.distributed as dist\ndef all_gather_list(data):\n    buffer = torch.cuda.ByteTensor(8)\n    dist.all_gather([buffer], buffer)\nall_gather_list(1)\n'
  expect(await judged('device/default-tensor-type', { 'a.py': code })).toEqual([['blocks', 'possible']])
})

it('a scaler behind a switch for mixed precision is made for whoever asks for it', async () => {
  const code = 'import sys, torch\nuse_amp = sys.argv[1]\nif use_amp:\n    scaler = torch.cuda.amp.GradScaler()\n'
  const always = code.replace('if use_amp', 'if True')
  expect(await judged('precision/grad-scaler', { 'a.py': code })).toEqual([['degrades', 'possible']])
  expect(await judged('precision/grad-scaler', { 'a.py': always })).toEqual([['degrades', 'certain']])
})

it('a class for several processes is for those', async () => {
  const code =
    'import torch\nclass DdpAccelerator:\n    def wrap(self, model):\n        return model.cuda()\nprint(DdpAccelerator().wrap)\n'
  const plain = code.replaceAll('Ddp', '')
  expect(await judged('device/cuda-literal', { 'a.py': code })).toEqual([['blocks', 'possible']])
  expect(await judged('device/cuda-literal', { 'a.py': plain })).toEqual([['blocks', 'likely']])
})

it('a program that is called a test is one', async () => {
  const code = 'import torch\nif __name__ == "__main__":\n    torch.ones(2).cuda()\n'
  const program = await audit(tree({ 'test_net.py': code }), OPTIONS)
  const test = await audit(tree({ 'test_net.py': `${code}def test_it():\n    pass\n` }), OPTIONS)
  expect(program.findings.map(({ reach }) => reach)).toEqual(['main'])
  expect(test.findings.map(({ reach }) => reach)).toEqual(['test'])
})

it('an environment that pins a release of Python is for that Python', async () => {
  const older = 'name: a\ndependencies:\n  - python=3.9.18\n  - pip:\n    - pandas==1.5.1\n'
  const newer = older.replace('3.9.18', '3.12.1')
  expect(await judged('dependency/pinned-too-old', { 'environment.yml': older })).toEqual([])
  expect(await judged('dependency/pinned-too-old', { 'environment.yml': newer })).toHaveLength(1)
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
  ['if args.gpu or args.train:\n    model.cuda()\n', 'blocks', 'likely'],
  ['if args.train:\n    model.cuda()\n', 'blocks', 'likely'],
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
  const { findings } = await audit(tree({ 'a.py': code }), OPTIONS)
  expect(findings.map(({ fix }) => fix?.summary)).toEqual([expect.stringContaining('No device is known here')])
})
