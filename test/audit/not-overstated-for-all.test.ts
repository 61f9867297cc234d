/** What is said no more surely than by what stands elsewhere in the project: other files, settings, calls. */
import { expect, it } from 'vitest'
import { audit } from '../../src/pipeline.ts'
import { tree } from '../files/tree.ts'
import { findingsIn, judged } from './judged.ts'

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

it.each([
  ['', 1],
  [', device_map={"": "mps"}', 1],
  [', device_map={"": "cpu"}', 0],
])('what a call keeps on the CPU does not meet what fails on Metal: "%s"', async (where, count) => {
  const load = `AutoModelForCausalLM.from_pretrained("a", torch_dtype=torch.float16${where})`
  const files = {
    'requirements.txt': 'torch==2.0.1\ntransformers==4.30.2\n',
    'chat.py': 'import torch\nfrom model import Net\nNet().to("mps")\n',
    'convert.py': `import torch\nfrom transformers import AutoModelForCausalLM\n${load}\n`,
  }
  expect(await judged('library/unfit-call', files)).toHaveLength(count)
})

it('one of several modules from which users of a package choose does not stop the others', async () => {
  const files = {
    'setup.py':
      'from setuptools import setup\nsetup(name="book", version="1", packages=["book"], install_requires=["torch"])\n',
    'book/__init__.py': '',
    'book/numpy.py': 'import numpy\n\ndef f(x):\n    return numpy.exp(x)\n',
    'book/torch.py': 'import torch\n\ndef f(x):\n    return torch.exp(x)\n',
    'book/triton.py': 'import tensorrt\n\ndef f(x):\n    return tensorrt.Builder(x)\n',
  }
  const { findings, platforms } = await audit(tree(files), { asOf: '2026-11-01' })
  const own = findings.filter(({ code }) => code === 'dependency/imported-without-metal')
  expect(own.map(({ reach }) => reach)).toEqual(['optional'])
  expect(platforms.metal.status).toBe('runs')
})

it('what a call unpacks from a table with the name of a parameter gives that parameter a value', async () => {
  const code =
    'import torch\ndef nearest(a, device="cuda"):\n    return torch.ones(2, device=device) + a\ndef match(a, device, options):\n    return nearest(a, **options)\noptions = dict(device=read(), block=2)\nmatch(1, None, options)\n'
  expect(await judged('device/cuda-default', { 'a.py': code })).toEqual([['blocks', 'possible']])
  const without = code.replace('device=read(), ', '')
  expect(await judged('device/cuda-default', { 'a.py': without })).toEqual([['blocks', 'likely']])
})

it('what only fails on Metal is possible in a module that takes the CPU there', async () => {
  const chooses = 'import torch\ndef device():\n    return "mps" if torch.backends.mps.is_available() else "cpu"\n'
  const masks =
    'import torch\nfrom segment_anything import SamAutomaticMaskGenerator, sam_model_registry\ndevice = "cuda" if torch.cuda.is_available() else "cpu"\nSamAutomaticMaskGenerator(sam_model_registry["vit_b"]().to(device))\n'
  const files = { 'common.py': chooses, 'masks.py': masks }
  expect(await judged('library/unfit-call', files)).toEqual([['blocks', 'possible']])
  const chosen = masks.replace('"cuda" if torch.cuda.is_available() else "cpu"', 'common.device()')
  expect(await judged('library/unfit-call', { ...files, 'masks.py': `import common\n${chosen}` })).toEqual([
    ['blocks', 'certain'],
  ])
})

it('what stands in a package that nothing outside of it names is possible', async () => {
  const started = 'if __name__ == "__main__":\n    import argparse\n    use(argparse.ArgumentParser().parse_args())\n'
  const files = {
    'train.py': `import torch\nfrom model.net import use\n${started}`,
    'model/net.py': 'import torch\ndef use(args):\n    return torch.nn.Linear(2, 2)\n',
    'model/copied/__init__.py': 'from model.copied.attention import attend\n',
    'model/copied/attention.py': 'import torch\ndef attend(x):\n    return x.cuda()\n',
    'model/copied/layers.py': 'from model.copied.attention import attend\ndef use(x):\n    return attend(x)\n',
  }
  expect(await judged('device/cuda-literal', files)).toEqual([['blocks', 'possible']])
  const imports = { 'train.py': `import torch\nfrom model.copied.layers import use\n${started}` }
  expect(await judged('device/cuda-literal', { ...files, ...imports })).toEqual([['blocks', 'certain']])
})

it('what only shares its name with a class that is imported is named by nobody', async () => {
  const started = 'if __name__ == "__main__":\n    import argparse\n    Pitch(argparse.ArgumentParser().parse_args())\n'
  const files = {
    'train.py': `import torch\nfrom model.net import Pitch\n${started}`,
    'model/net.py': 'import torch\nclass Pitch:\n    pass\n',
    'model/Pitch.py': 'import torch\nDEVICE = torch.device("cuda")\nX = torch.ones(2, device=DEVICE)\n',
  }
  expect(await judged('device/cuda-literal', files)).toEqual([['blocks', 'possible']])
  const alike = {
    'train.py': `import torch\nfrom other.Pitch import Pitch\n${started}`,
    'other/Pitch.py': 'import torch\nclass Pitch:\n    pass\n',
  }
  expect(await judged('device/cuda-literal', { ...files, ...alike })).toEqual([['blocks', 'certain']])
  const imports = { 'model/net.py': 'import torch\nfrom . import Pitch\n' }
  expect(await judged('device/cuda-literal', { ...files, ...imports })).toEqual([['blocks', 'certain']])
})

it('a package that is the whole project imports its own modules', async () => {
  const files = {
    '__init__.py':
      'import logging\nNODES = {}\ntry:\n    from .nodes.vae import Patch\n    NODES.update({"Patch": Patch})\nexcept Exception:\n    logging.warning("none")\n',
    'nodes/vae.py':
      'import torch\ntry:\n    import triton\nexcept ImportError as error:\n    raise ImportError("no triton") from error\n@triton.jit\ndef kernel(x):\n    pass\nclass Patch:\n    def run(self, x):\n        return kernel[(1,)](x)\n',
  }
  expect(await judged('kernels/triton', files)).toEqual([['falls-back', 'likely']])
  const needed = { ...files, '__init__.py': 'from .nodes.vae import Patch\nNODES = {"Patch": Patch}\n' }
  expect(await judged('kernels/triton', needed)).toEqual([['blocks', 'certain']])
})

it('a program that is called a test and reads options is one, whatever its functions are called', async () => {
  const code =
    'import argparse\nimport torch\ndef test_simple(args):\n    assert args.name is not None\n    torch.ones(2).cuda()\nif __name__ == "__main__":\n    parser = argparse.ArgumentParser()\n    parser.add_argument("--name")\n    test_simple(parser.parse_args())\n'
  expect((await findingsIn({ 'test_simple.py': code })).map(({ reach }) => reach)).toEqual(['main'])
})

it('64-bit floats on a device that may have become the CPU are possible', async () => {
  const code =
    'import torch, host\ndef rope(pos, dim):\n    if host.is_device_mps(pos.device):\n        device = torch.device("cpu")\n    else:\n        device = pos.device\n    return torch.linspace(0, 1, steps=dim, dtype=torch.float64, device=device)\nrope(read(), 2)\n'
  expect(await judged('dtype/float64', { 'a.py': code })).toEqual([['blocks', 'possible']])
})

it('what only counts threads by ONNX Runtime’s providers chooses none', async () => {
  const code =
    'import onnxruntime\ndef threads():\n    if "CUDAExecutionProvider" in onnxruntime.get_available_providers():\n        return 8\n    return 1\nthreads()\n'
  expect(await judged('onnx/providers', { 'a.py': code })).toEqual([])
  const chooses = code.replace('return 8', 'return ["CUDAExecutionProvider"]')
  expect(await judged('onnx/providers', { 'a.py': chooses })).toEqual([['ignores-gpu', 'likely']])
})
