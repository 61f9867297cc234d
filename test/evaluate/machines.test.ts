import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { FACTS } from '../../src/evaluate/machine/facts.ts'
import { FAILED_MOVE, FAILING } from '../../src/evaluate/machine/failing.ts'
import type { MachineName } from '../../src/trace/trace.ts'
import { callsOfShow, traceOn } from './shown.ts'

/**
 * Python code, and what it shows on a Mac, on Linux with CUDA and on Linux without a GPU: the values that reach `show(...)`,
 * with a question mark where that may not run. `a|b` is one of two.
 */
type Row = readonly [code: string, mac: string, linuxWithCuda: string, linuxWithoutGpu: string]

const IMPORTS = 'import argparse, importlib.util, os, platform, sys, torch\n'

const tables: Readonly<Record<string, readonly Row[]>> = {
  'a trial of CUDA': [
    [
      'try:\n    torch.cuda.current_device()\n    d = "cuda"\nexcept Exception:\n    d = "cpu"\nshow(d)',
      'cpu',
      'cuda',
      'cpu|cuda',
    ],
    [
      'try:\n    torch.zeros(1).cuda()\nexcept AssertionError:\n    show("cpu")\nelse:\n    show("cuda")',
      'cpu',
      'cuda',
      'cpu? cuda',
    ],
    [
      'try:\n    torch.cuda.init()\n    d = "cuda"\nexcept RuntimeError:\n    d = "cpu"\nshow(d)',
      'cpu|cuda',
      'cpu|cuda',
      'cpu|cuda',
    ],
  ],
  'a choice of a device': [
    ['show("cuda" if torch.cuda.is_available() else "cpu")', 'cpu', 'cuda', 'cpu'],
    ['show(torch.device("cuda:0" if torch.cuda.is_available() else "cpu"))', '<cpu>', '<cuda:0>', '<cpu>'],
    ['show(torch.cuda.is_available() and "cuda" or "cpu")', 'cpu', 'cuda', 'cpu'],
    [
      `
if torch.cuda.is_available():
    device = "cuda"
elif torch.backends.mps.is_available():
    device = "mps"
else:
    device = "cpu"
show(device)`,
      'mps',
      'cuda',
      'cpu',
    ],
    [
      `
device = "cpu"
if hasattr(torch.backends, "mps") and torch.backends.mps.is_available():
    device = "mps"
if torch.cuda.is_available():
    device = f"cuda:{torch.cuda.current_device()}"
show(device)`,
      'mps',
      'cuda:?',
      'cpu',
    ],
    [
      `
def best():
    if torch.cuda.is_available():
        return torch.device("cuda")
    if torch.backends.mps.is_available() and torch.backends.mps.is_built():
        return torch.device("mps")
    return torch.device("cpu")
class Model:
    def __init__(self, device=best()):
        self.device = device
show(Model().device)`,
      '<mps>',
      '<cuda>',
      '<cpu>',
    ],
    [
      `
parser = argparse.ArgumentParser()
parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
show(parser.parse_args().device)`,
      'cpu',
      'cuda',
      'cpu',
    ],
    [
      'show(torch.accelerator.current_accelerator().type if torch.accelerator.is_available() else "cpu")',
      'mps',
      'cuda',
      'cpu',
    ],
    ['show("bf16" if torch.cuda.is_bf16_supported() else "fp16")', 'fp16', 'bf16|fp16', 'fp16'],
    ['show("nccl" if torch.distributed.is_nccl_available() else "gloo")', 'gloo', 'nccl', 'nccl|gloo'],
  ],

  'code behind a question': [
    ['if torch.cuda.is_available(): show("cuda")', '', 'cuda', ''],
    ['if not torch.cuda.is_available(): show("slow")', 'slow', '', 'slow'],
    ['if torch.cuda.is_available() and "FAST" in os.environ: show("fast")', '', 'fast?', ''],
    ['if torch.backends.mps.is_available() or "CPU" in os.environ: show("no cuda")', 'no cuda', 'no cuda?', 'no cuda?'],
    ['if torch.accelerator.is_available(): show("some GPU")', 'some GPU', 'some GPU', ''],
    ['if torch.cuda.is_initialized(): show("begun")', '', 'begun?', ''],
    ['if torch.backends.cudnn.is_available(): show("cudnn")', '', 'cudnn', 'cudnn?'],
    ['if torch.version.cuda is not None: show("built for CUDA")', '', 'built for CUDA', 'built for CUDA?'],
    ['if torch.version.cuda and torch.version.cuda.startswith("11"): show("old")', '', 'old?', 'old?'],
    ['if torch.version.hip: show("ROCm")', '', '', 'ROCm?'],
    ['if torch.xpu.is_available(): show("Intel")', '', '', ''],
    ['if torch.__version__.startswith("2.6"): show("2.6")', '2.6', '2.6', '2.6'],
    ['if "+cu" in torch.__version__: show("CUDA wheel")', '', 'CUDA wheel?', 'CUDA wheel?'],
    [
      'def train():\n    if not torch.cuda.is_available():\n        return\n    show("trains")\ntrain()',
      '',
      'trains',
      '',
    ],
    // What comes after a refusal is what the reader meets who removes it.
    ['if not torch.cuda.is_available(): raise RuntimeError("no GPU")\nshow("after")', 'after', 'after', 'after'],
    ['while torch.cuda.is_available(): show("polls")', '', 'polls', ''],
  ],

  'a number of GPUs, of which it is only known that there are some': [
    ['show(torch.cuda.device_count())', '0', '1 or more', '0'],
    ['show(torch.cuda.device_count() or 1)', '1', '1 or more', '1'],
    ['show(min(torch.cuda.device_count(), 4))', '0', '1 or more', '0'],
    ['show(torch.cuda.device_count() - 1)', '-1', '0 or more', '-1'],
    ['show(max(torch.cuda.device_count(), 1))', '1', '1 or more', '1'],
    ['show(len(list(range(torch.cuda.device_count()))))', '0', 'unknown', '0'],
    ['show([i for i in range(torch.cuda.device_count())] or "none")', 'none', 'true', 'none'],
    ['show(torch.accelerator.device_count())', '1', '1 or more', '0'],
    ['if torch.cuda.device_count(): show("some")', '', 'some', ''],
    ['if torch.cuda.device_count() > 0: show("some")', '', 'some', ''],
    ['if torch.cuda.device_count() == 0: show("none")', 'none', '', 'none'],
    ['if 1 <= torch.cuda.device_count(): show("some")', '', 'some', ''],
    ['if torch.cuda.device_count() < 1: show("none")', 'none', '', 'none'],
    ['if torch.cuda.device_count() is None: show("never")', '', '', ''],
    ['show("many" if torch.cuda.device_count() > 1 else "one")', 'one', 'many|one', 'one'],
    ['if torch.cuda.device_count() == 8: show("a node")', '', 'a node?', ''],
    ['for i in range(torch.cuda.device_count()): show("each")', '', 'each', ''],
    ['for i in range(min(8, torch.cuda.device_count())): show("each")', '', 'each', ''],
    ['[show("each") for i in range(torch.cuda.device_count())]', '', 'each', ''],
  ],

  'a comparison with the device of something of which nothing else is known': [
    ['def f(x):\n    if x.device.type == "cuda": show("on CUDA")', '', 'on CUDA?', ''],
    ['def f(x):\n    if x.device.type != "cuda": show("elsewhere")', 'elsewhere', 'elsewhere?', 'elsewhere'],
    ['def f(x):\n    if x.device.type == "mps": show("on Metal")', 'on Metal?', '', ''],
    ['def f(x):\n    if x.device.type == "cpu": show("on the CPU")', 'on the CPU?', 'on the CPU?', 'on the CPU?'],
    [
      'device = torch.device("cuda" if torch.cuda.is_available() else "cpu")\nif device.type == "cuda": show("on CUDA")',
      '',
      'on CUDA',
      '',
    ],
  ],

  'a question about the system': [
    ['show(sys.platform)', 'darwin', 'linux', 'linux'],
    ['if sys.platform == "darwin": show("Mac")', 'Mac', '', ''],
    ['if sys.platform.startswith("linux"): show("Linux")', '', 'Linux', 'Linux'],
    ['if sys.platform in ("win32", "cygwin"): show("Windows")', '', '', ''],
    ['if os.name == "nt": show("Windows")', '', '', ''],
    ['if platform.system() != "Darwin": show("no Mac")', '', 'no Mac', 'no Mac'],
    ['if platform.machine().lower() in ["arm64", "aarch64"]: show("ARM")', 'ARM', '', ''],
    ['if platform.processor() == "arm": show("Apple silicon")', 'Apple silicon', 'Apple silicon?', 'Apple silicon?'],
    ['show(platform.uname().system, os.uname().machine)', 'Darwin, arm64', 'Linux, x86_64', 'Linux, x86_64'],
  ],

  'a package that may not be there': [
    [
      'try:\n    import triton\n    show("kernels")\nexcept ImportError:\n    show("fallback")',
      'fallback',
      'kernels fallback?',
      'kernels fallback?',
    ],
    ['try:\n    import mlx.core\n    show("mlx")\nexcept ImportError:\n    mlx = None', 'mlx', '', ''],
    [
      `
try:
    import triton
except ImportError:
    triton = None
show("kernels" if triton is not None else "fallback")`,
      'fallback',
      'kernels|fallback',
      'kernels|fallback',
    ],
    ['import flash_attn\nshow("after")', 'after', 'after', 'after'],
    ['if importlib.util.find_spec("triton"): show("triton")', '', 'triton?', 'triton?'],
    ['if importlib.util.find_spec("triton") is not None: show("triton")', '', 'triton', 'triton?'],
    ['if importlib.util.find_spec("torch_npu") is not None: show("NPU")', '', '', ''],
    ['from transformers.utils import is_triton_available as has\nif has(): show("yes")', '', 'yes', 'yes?'],
    ['from transformers.utils import is_flash_attn_2_available as has\nif has(): show("yes")', 'yes?', 'yes?', 'yes?'],
    ['from transformers.utils import is_torch_bf16_gpu_available as has\nif has(): show("bf16")', 'bf16?', 'bf16?', ''],
    [
      'from accelerate.utils import is_cuda_available, is_mps_available\nshow(is_cuda_available(), is_mps_available())',
      'false, true',
      'true, false',
      'false, false',
    ],
    ['from typing import TYPE_CHECKING\nif TYPE_CHECKING: show("for checkers")', '', '', ''],
  ],
}

const MACHINES = ['mac', 'linux-cuda', 'linux-cpu'] as const

/** What is shown by code that runs, and with a question mark by code that may. */
function shownOn(name: MachineName, files: Readonly<Record<string, string>>): string {
  const calls = callsOfShow(traceOn(name, files, '2.6.0').observations)
  return calls.flatMap(({ live, text }) => (live === 'no' ? [] : live === 'yes' ? text : `${text}?`)).join(' ')
}

describe.each(Object.entries(tables))('%s', (_, rows) => {
  it.each(rows)('%s', (code, ...expected) => {
    const files = { 'main.py': IMPORTS + code }
    expect(MACHINES.map((name) => shownOn(name, files))).toEqual(expected)
  })
})

it('is a machine on which modules live that others import there', () => {
  const files = {
    'main.py': `${IMPORTS}if torch.cuda.is_available():\n    import kernels\nif sys.platform == "darwin":\n    import metal\n`,
    'kernels.py': 'show("kernels")\n',
    'metal.py': 'show("metal")\n',
  }
  expect(MACHINES.map((name) => shownOn(name, files))).toEqual(['metal', 'kernels', ''])
})

it('has a trace with its name, and guards with its answers', () => {
  const files = { 'main.py': `${IMPORTS}if torch.cuda.device_count() > 1:\n    show("many")\n` }
  const seen = MACHINES.map((name) => {
    const { machine, observations } = traceOn(name, files)
    const [call] = callsOfShow(observations)
    return [machine, ...(call?.guards.map(({ value, basis }) => [value, basis.map(({ name: asked }) => asked)]) ?? [])]
  })
  expect(seen).toEqual([
    ['mac', [false, ['torch.cuda.device_count']]],
    ['linux-cuda', [undefined, ['torch.cuda.device_count']]],
    ['linux-cpu', [false, ['torch.cuda.device_count']]],
  ])
})

it('answers as a build of PyTorch without CUDA was recorded to, where it has none', () => {
  const { calls }: Recording = JSON.parse(readFileSync('knowledge/pytorch/calls-2.13.0.json', 'utf8'))
  const compared = [...FACTS].flatMap(([question, { name, answers }]) => {
    const recorded = calls[name]?.returns
    const known = [answers.mac, answers['linux-cpu']].filter((answer) => typeof answer !== 'object')
    if (recorded === undefined || !question.endsWith('()')) return []
    return known.map((answer) => [name, asPython(answer), recorded])
  })
  expect(compared.length).toBeGreaterThan(5)
  expect(compared.filter(([, own, recorded]) => own !== recorded)).toEqual([])
})

it('lets fail what was recorded to raise, with what it raises', () => {
  const { calls }: Recording = JSON.parse(readFileSync('knowledge/pytorch/calls-2.13.0.json', 'utf8'))
  const names = [...FAILING.keys()]
  expect(names.map((name) => [name, calls[name]?.raises])).toEqual([...FAILING])
  expect(calls['torch.Tensor.cuda']?.raises).toBe(FAILED_MOVE)
})

interface Recording {
  readonly calls: Readonly<Record<string, { readonly returns?: string; readonly raises?: string }>>
}

function asPython(answer: unknown): string {
  return answer === true ? 'True' : answer === false ? 'False' : String(answer)
}
