import { describe, expect, test } from 'vitest'
import { portHost } from '../../src/port-host.ts'
import type { Behaviour } from '../../src/port/same-behaviour/behaviour.ts'
import { compareBehaviour } from '../../src/port/same-behaviour/compare.ts'
import { tree } from '../files/tree.ts'

async function behavioursOf(code: string): Promise<readonly Behaviour[]> {
  const host = portHost(tree({ 'a.py': code, 'requirements.txt': 'torch\n' }), { asOf: '2026-11-01' }, () => {})
  return [...(await host.look(new Map())).behave(new Set(['a.py']))]
}

/** The machines on which two programs do something else. */
async function whereDifferent(before: string, after: string): Promise<readonly string[]> {
  const [was, is] = [await behavioursOf(before), await behavioursOf(after)]
  return was.flatMap((behaviour, index) => {
    const later = is[index]
    return later && compareBehaviour(behaviour, later).differences.length > 0 ? [behaviour.machine] : []
  })
}

const USED = 'model = torch.nn.Linear(2, 2).to(device)\nx = torch.ones(2, device=device)\nmodel(x)\n'
const METAL = 'torch.backends.mps.is_available()'
const PICK = 'device = "cuda" if torch.cuda.is_available() else "cpu"'
const PICK_METAL = `device = "cuda" if torch.cuda.is_available() else "mps" if ${METAL} else "cpu"`

describe('what reads otherwise and does the same', () => {
  test.each([
    ['a choice that asks for Metal, too', `${PICK}\n`, `${PICK_METAL}\n`],
    ['a device in place of its name', 'device = "cuda"\n', 'device = torch.device("cuda")\n'],
    [
      'a function that chooses',
      `${PICK}\n`,
      `def pick():\n    if torch.cuda.is_available():\n        return "cuda"\n    return "mps" if ${METAL} else "cpu"\n\n\ndevice = pick()\n`,
    ],
    ['code for Metal alone', `${PICK}\n`, `${PICK}\nif ${METAL}:\n    torch.mps.empty_cache()\n`],
    ['lines above', `${PICK}\n`, `import os\n# a remark\n\n${PICK}\n`],
    ['a variable of Metal', `${PICK}\n`, `import os\nos.environ["PYTORCH_ENABLE_MPS_FALLBACK"] = "1"\n${PICK}\n`],
  ])('%s', async (_, before, after) => {
    // The name of a device and the device itself are told apart where they are kept, and not where PyTorch takes them.
    const keeps = before.includes('device = "cuda"\n')
    const used = keeps ? USED.replaceAll('device)', '"cuda")') : USED
    const later = keeps ? USED.replaceAll('device)', 'torch.device("cuda"))') : USED
    const [was, is] = keeps ? [used, later] : [before + used, after + later]
    expect(await whereDifferent(`import torch\n${was}`, `import torch\n${is}`)).toEqual([])
  })

  test.each([
    [
      'what is unknown there',
      'f = lambda x: x\nm = torch.load(f(1))\n',
      `f = lambda x: x\nm = torch.load(f(1), map_location="cpu" if ${METAL} else None)\n`,
    ],
    ['a move within something that is not known', 'y = f(x).cuda().view(3)\n', 'y = f(x).to("cuda").view(3)\n'],
    [
      'a variable of Metal that is set elsewhere',
      'import os\nx.sum()\nos.environ["PYTORCH_ENABLE_MPS_FALLBACK"] = "1"\n',
      'import os\nos.environ["PYTORCH_ENABLE_MPS_FALLBACK"] = "1"\nx.sum()\n',
    ],
    ['a flag', 'y = x.to(d, non_blocking=True)\n', `y = x.to(d, non_blocking=not ${METAL})\n`],
    [
      'autocast by its other name',
      'with torch.cuda.amp.autocast():\n    x.sum()\n',
      'with torch.autocast("cuda"):\n    x.sum()\n',
    ],
    [
      'within something that is not known',
      'y = g(x).to(torch.Generator("cuda").manual_seed(h(1)))\n',
      `y = g(x).to(torch.Generator("mps" if ${METAL} else "cuda").manual_seed(h(1)))\n`,
    ],
  ])('%s', async (_, before, after) => {
    const head = 'import torch\nfrom elsewhere import d, g, h, x\n'
    expect(await whereDifferent(head + before, head + after)).toEqual([])
  })

  test('without a GPU, CUDA failed: what runs now may run on the CPU', async () => {
    const before = `import torch\nmodel = torch.nn.Linear(2, 2).cuda()\nx = torch.ones(2, device="cuda")\ntorch.cuda.synchronize()\n`
    const after = `import torch\n${PICK}\nmodel = torch.nn.Linear(2, 2).to(device)\nx = torch.ones(2, device=device)\nif torch.cuda.is_available():\n    torch.cuda.synchronize()\n`
    expect(await whereDifferent(before, after)).toEqual([])
  })
})

describe('what does something else, and where', () => {
  test.each([
    ['another device', `${PICK}\n`, 'device = "cpu"\n', ['linux-cuda']],
    ['CUDA where the CPU was', 'device = "cpu"\n', 'device = "cuda"\n', ['linux-cuda', 'linux-cpu']],
    ['Metal before CUDA is asked', `${PICK}\n`, `device = "mps"\n`, ['linux-cuda', 'linux-cpu']],
    [
      'another number',
      `${PICK}\ntorch.manual_seed(0)\n`,
      `${PICK}\ntorch.manual_seed(1)\n`,
      ['linux-cuda', 'linux-cpu'],
    ],
    ['a call less', `${PICK}\ntorch.manual_seed(0)\n`, `${PICK}\n`, ['linux-cuda', 'linux-cpu']],
    ['a call more', `${PICK}\n`, `${PICK}\ntorch.manual_seed(0)\n`, ['linux-cuda', 'linux-cpu']],
    [
      'another order',
      `${PICK}\ntorch.manual_seed(0)\ntorch.set_num_threads(1)\n`,
      `${PICK}\ntorch.set_num_threads(1)\ntorch.manual_seed(0)\n`,
      ['linux-cuda', 'linux-cpu'],
    ],
    [
      'a call that may be passed over',
      `${PICK}\ntorch.manual_seed(0)\n`,
      `${PICK}\nif f:\n    torch.manual_seed(0)\n`,
      ['linux-cuda', 'linux-cpu'],
    ],
    [
      'another number type',
      `${PICK}\ny = torch.ones(1, dtype=torch.float64)\n`,
      `${PICK}\ny = torch.ones(1, dtype=torch.float32)\n`,
      ['linux-cuda', 'linux-cpu'],
    ],
    [
      'another expression that is not known',
      `${PICK}\ny = torch.ones(f(1))\n`,
      `${PICK}\ny = torch.ones(g(1))\n`,
      ['linux-cuda', 'linux-cpu'],
    ],
  ])('%s', async (_, before, after, machines) => {
    expect(await whereDifferent(`import torch\n${before}${USED}`, `import torch\n${after}${USED}`)).toEqual(machines)
  })
})

const made = (parameter: string, device: string, given: string): string =>
  `import torch\n${PICK}\ndef make(size${parameter}):\n    return torch.ones(size).to(${device})\nmake(2${given})\n`

const had = (given: string): string => made(', device="cuda"', 'device', given)

describe('a parameter that callers hand a device down by', () => {
  const before = made('', '"cuda"', '')

  test.each([
    ['what the program chose', made(', device="cuda"', 'device', ', device=device'), []],
    ['the CPU', made(', device="cuda"', 'device', ', device="cpu"'), ['linux-cuda']],
    ['nothing', made(', device="cuda"', 'device', ''), []],
    ['what is not known', made(', device="cuda"', 'device', ', device=f(1)'), ['linux-cuda', 'linux-cpu']],
  ])('%s', async (_, after, machines) => {
    expect(await whereDifferent(before, after)).toEqual(machines)
  })

  test('one that was there before is compared', async () => {
    expect(await whereDifferent(had(''), had(', device="cpu"'))).toEqual(['linux-cuda', 'linux-cpu'])
  })
})
