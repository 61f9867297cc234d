import { expect, it } from 'vitest'
import { findingsIn, judged } from './judged.ts'

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

async function saidOf(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  return (await findingsIn(files)).map(({ message }) => message)
}

it('a default type behind a switch of which nothing is known is not said to depend on the machine', async () => {
  const code =
    'import torch\ndef run(args):\n    if args.cuda:\n        torch.set_default_tensor_type("torch.cuda.FloatTensor")\nrun(read())\n'
  const asked = { 'a.py': code.replace('args.cuda', 'torch.cuda.is_available()') }
  expect(await saidOf({ 'a.py': code })).toEqual([expect.stringMatching(/^Asked for, CUDA becomes the default here/)])
  expect(await saidOf(asked)).toEqual([expect.stringMatching(/only where CUDA is available/)])
})

it('of a range of releases none is named that nobody would get', async () => {
  const files = { 'a.py': 'import torch, scipy\n', 'requirements.txt': 'torch\nscipy>=1.4,<1.7\n' }
  expect(await saidOf(files)).toContainEqual(expect.stringMatching(/^scipy >=1\.4,<1\.7 has no wheel/))
  const pinned = { ...files, 'requirements.txt': 'torch\nscipy==1.6.3\n' }
  expect(await saidOf(pinned)).toContainEqual(expect.stringMatching(/^scipy 1\.6\.3 has no wheel/))
})

it('what a test says of a thing that it may have replaced refuses nothing', async () => {
  const files = {
    'backend.py': 'import sys\nclass Backend:\n    name = "mlx" if sys.platform == "darwin" else "torch"\n',
    'tests/test_backend.py':
      'import backend\ndef test_it(monkeypatch):\n    made = backend.Backend()\n    assert made.name == "mlx"\n',
  }
  const found = await judged('metal/refuses-without', files)
  expect(found.filter(([, certainty]) => certainty !== 'possible')).toEqual([])
})
