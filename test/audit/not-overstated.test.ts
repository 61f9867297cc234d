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

it('a program that is called a test is one', async () => {
  const code = 'import torch\nif __name__ == "__main__":\n    torch.ones(2).cuda()\n'
  const program = await findingsIn({ 'test_net.py': code })
  const test = await findingsIn({ 'test_net.py': `${code}def test_it():\n    pass\n` })
  expect(program.map(({ reach }) => reach)).toEqual(['main'])
  expect(test.map(({ reach }) => reach)).toEqual(['test'])
})

it('an environment that pins a release of Python is for that Python', async () => {
  const older = 'name: a\ndependencies:\n  - python=3.9.18\n  - pip:\n    - pandas==1.5.1\n'
  const newer = older.replace('3.9.18', '3.12.1')
  expect(await judged('dependency/pinned-too-old', { 'environment.yml': older })).toEqual([])
  expect(await judged('dependency/pinned-too-old', { 'environment.yml': newer })).toHaveLength(1)
})

it('a type that is made the default does harm where something comes to the device', async () => {
  const wide = 'import torch\ntorch.set_default_dtype(torch.float64)\n'
  expect(await judged('dtype/float64', { 'a.py': `${wide}x = torch.rand(3)\nprint(x.sum())\n` })).toEqual([
    ['blocks', 'possible'],
  ])
  const moved = 'device = "cuda" if torch.cuda.is_available() else "cpu"\nx = torch.rand(3).to(device)\n'
  expect(await judged('dtype/float64', { 'a.py': wide + moved })).toEqual([['blocks', 'certain']])
  const model =
    'import torch\ndef build(device):\n    torch.cuda.empty_cache()\n    return torch.nn.Linear(2, 2).to(device)\n'
  expect(
    await judged('dtype/float64', { 'a.py': `${wide}from model import build\nbuild(read())\n`, 'model.py': model }),
  ).toEqual([['blocks', 'likely']])
  const sure = model.replace('to(device)', 'to("cuda")')
  expect(
    await judged('dtype/float64', { 'a.py': `${wide}from model import build\nbuild(1)\n`, 'model.py': sure }),
  ).toEqual([['blocks', 'certain']])
})

it('autocast that is switched off does no harm where nothing switches it on', async () => {
  const off = 'import torch\ndef f(x):\n    with torch.cuda.amp.autocast(enabled=False):\n        return x.float()\n'
  expect(await judged('precision/autocast-cuda', { 'a.py': off })).toEqual([])
  expect(await judged('precision/autocast-cuda', { 'a.py': `import lightning\n${off}` })).toEqual([
    ['degrades', 'possible'],
  ])
  expect(
    await judged('precision/autocast-cuda', {
      'a.py': off,
      'setup.py': 'from setuptools import setup\nsetup(name="a", install_requires=["torch"])\n',
    }),
  ).toEqual([['degrades', 'possible']])
})

it('a run over several processes is asked for by an option of any name', async () => {
  const code =
    'import torch\ndef start(hparams):\n    if hparams.distributed_run:\n        torch.cuda.set_device(0)\nstart(read())\n'
  expect(await judged('cuda-call/raises', { 'a.py': code })).toEqual([['blocks', 'possible']])
})

it('a setting that is no more than compared puts nothing anywhere', async () => {
  const setting = 'import os, reader\nDEVICE = os.getenv("DEVICE", "cuda")\n'
  const compared = `${setting}reader.Reader(gpu=True if "cuda" in DEVICE else False)\n`
  expect(await judged('device/cuda-default', { 'a.py': compared })).toEqual([['blocks', 'possible']])
  const guarded = `${setting}import torch\nif DEVICE == "cuda":\n    print(torch.cuda.get_device_properties(0))\n`
  expect(await judged('device/cuda-default', { 'a.py': guarded })).toEqual([['blocks', 'likely']])
  expect(await judged('device/cuda-default', { 'a.py': `${setting}reader.Reader(device=DEVICE)\n` })).toEqual([
    ['blocks', 'likely'],
  ])
})

it('a choice that is a default is not come to where every call gives another', async () => {
  const code =
    'import torch\ndef load(device="cuda" if torch.cuda.is_available() else "cpu"):\n    return torch.zeros(2, device=device)\n'
  expect(await judged('device/ignores-metal-gpu', { 'a.py': `${code}load(device=read())\n` })).toEqual([
    ['ignores-gpu', 'possible'],
  ])
  expect(await judged('device/ignores-metal-gpu', { 'a.py': `${code}load()\n` })).toEqual([['ignores-gpu', 'likely']])
})

it('an option for NCCL does no harm where nothing joins a group by itself', async () => {
  const option =
    'import argparse, torch\nparser = argparse.ArgumentParser()\nparser.add_argument("--dist-backend", default="nccl")\nargs = parser.parse_args()\n'
  const join = 'torch.distributed.init_process_group(backend=args.dist_backend)\n'
  const nccl = [option, `${option}if args.distributed:\n    ${join}`, option + join].map((code) =>
    judged('distributed/nccl', { 'a.py': code }),
  )
  const [without, behind, plain] = await Promise.all(nccl)
  expect(without).toEqual([['blocks', 'possible']])
  expect(behind?.map(([, certainty]) => certainty)).not.toContain('likely')
  expect(plain).toEqual([['blocks', 'certain']])
})

it('memory that is freed on CUDA alone is missed where Metal is used', async () => {
  const frees = 'import torch\nif torch.cuda.is_available():\n    torch.cuda.empty_cache()\n'
  const chooses = 'device = "mps" if torch.backends.mps.is_available() else "cpu"\ntorch.zeros(2).to(device)\n'
  expect(await judged('memory/only-on-cuda', { 'a.py': frees })).toEqual([['degrades', 'possible']])
  expect(await judged('memory/only-on-cuda', { 'a.py': frees, 'b.py': `import torch\n${chooses}` })).toEqual([
    ['degrades', 'likely'],
  ])
})

it('a class of a framework that nothing makes here is handed a device by it', async () => {
  const trainer =
    'import torch\nfrom nnunetv2 import Trainer\nclass Own(Trainer):\n    def __init__(self, plans, device=torch.device("cuda")):\n        super().__init__(plans, device)\n'
  expect(await judged('device/cuda-default', { 'a.py': trainer })).toEqual([['blocks', 'possible']])
  expect(await judged('device/cuda-default', { 'a.py': `${trainer}Own({})\n` })).toEqual([['blocks', 'likely']])
})

it('what is called a test is run by nobody outside of files of tests', async () => {
  const code = 'import torch\ndef test_speed():\n    torch.cuda.synchronize()\n'
  expect(await judged('cuda-call/raises', { 'helpers.py': code })).toEqual([['blocks', 'possible']])
  expect(await judged('cuda-call/raises', { 'tests/test_speed.py': code })).toEqual([['blocks', 'certain']])
})

it('what a part of the project asks for is not all that the rest of it can import', async () => {
  const files = {
    'requirements.txt': 'numpy\n',
    'serve/gpu/requirements.txt': 'onnxruntime-gpu\n',
    'export.py': 'import onnxruntime\n',
  }
  expect(await judged('dependency/imported-without-metal', files)).toEqual([])
  const { 'requirements.txt': _, ...alone } = { ...files, 'requirements-gpu.txt': 'onnxruntime-gpu\n' }
  expect(await judged('dependency/imported-without-metal', alone)).toHaveLength(1)
})
