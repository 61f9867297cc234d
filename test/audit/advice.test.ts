import { describe, expect, it } from 'vitest'
import { audit } from '../../src/pipeline.ts'
import { tree } from '../files/tree.ts'

const OPTIONS = { asOf: '2026-11-01', packages: {}, include: [], exclude: [], ignores: [], cache: false }

/** What the fixes of the findings of one kind say. */
async function fixes(code: string, files: Readonly<Record<string, string>> | string): Promise<readonly string[]> {
  const report = await audit(tree(typeof files === 'string' ? { 'main.py': files } : files), OPTIONS)
  return report.findings.flatMap((finding) => (finding.code === code ? (finding.fix?.summary ?? []) : []))
}

/** The one fix for `.cuda()` in some code. */
async function forMove(files: Readonly<Record<string, string>> | string): Promise<string | undefined> {
  const found = await fixes('device/cuda-literal', files)
  expect(found).toHaveLength(1)
  return found[0]
}

describe('what is moved to CUDA is moved to the device that is known there', () => {
  it.each([
    ['a parameter', 'def run(x, device):\n    return x.cuda()\n', '.to(device)'],
    [
      'a variable that was set before',
      'def run(x, y):\n    dev = torch.device(y.device)\n    gpu_device = y.device\n    return x.cuda()\n',
      '.to(gpu_device)',
    ],
    [
      'the device of a function around it',
      'def run(x, device):\n    def inner():\n        return x.cuda()\n    return inner()\n',
      '.to(device)',
    ],
    [
      'an attribute of its class',
      'class Agent:\n    def __init__(self, device):\n        self.device = device\n    def act(self, x):\n        return x.cuda()\n',
      '.to(self.device)',
    ],
    [
      'an attribute of a base class',
      'class Base:\n    def __init__(self, device):\n        self.device = device\nclass Agent(Base):\n    def act(this, x):\n        return x.cuda()\n',
      '.to(this.device)',
    ],
    [
      'a property',
      'class Agent:\n    @property\n    def device(self):\n        return self.where\n    def act(self, x):\n        return x.cuda()\n',
      '.to(self.device)',
    ],
    ['a name of its module', 'DEVICE = torch.device(NAME)\ndef run(x):\n    return x.cuda()\n', '.to(DEVICE)'],
    [
      'the parameters of the network whose method it is',
      'class Net(torch.nn.Module):\n    def __init__(self):\n        self.fc = torch.nn.Linear(2, 2)\n    def forward(self, x):\n        return x.cuda()\n',
      '.to(next(self.parameters()).device)',
    ],
    [
      'the parameters of the network that is given',
      'def train(model, x):\n    return x.cuda()\n',
      '.to(next(model.parameters()).device)',
    ],
    [
      'what goes into the network',
      'class Loss(torch.nn.Module):\n    def forward(self, x, y):\n        return y.cuda()\n',
      '.to(x.device)',
    ],
    ['what is annotated as a tensor', 'def run(y, ids: torch.Tensor):\n    return y.cuda()\n', '.to(ids.device)'],
    [
      'the device that Lightning keeps',
      'import lightning as L\nclass Task(L.LightningModule):\n    def training_step(self, x):\n        return x.cuda()\n',
      '.to(self.device)',
    ],
  ])('%s', async (_, code, written) => {
    expect(await forMove(`import torch\n${code}`)).toBe(`Write ${written} here.`)
  })

  it('never where the network is whose part it is that moves', async () => {
    const code = 'class Net(torch.nn.Module):\n    def load(self):\n        self.head.cuda()\n'
    expect(await forMove(`import torch\n${code}`)).toMatch(/^No device is known here/)
  })

  it('a function of the project that chooses, by the name under which it was imported', async () => {
    const files = {
      'utils/place.py':
        'import torch\ndef get_device():\n    return torch.device("cuda" if torch.cuda.is_available() else "cpu")\n',
      'utils/__init__.py': '',
      'main.py': 'from utils import place\ndef run(x):\n    return x.cuda()\n',
      'other.py': 'from utils.place import get_device as which\nwhich()\ny.cuda()\n',
    }
    expect(await fixes('device/cuda-literal', files)).toEqual([
      'Write .to(place.get_device()) here.',
      'Write .to(which()) here.',
    ])
  })

  it('an option among those that a function is given', async () => {
    const code = [
      'import argparse, torch',
      'parser = argparse.ArgumentParser()',
      'parser.add_argument("--device", default="cpu")',
      'def run(opt, x):',
      '    return x.cuda()',
      'run(parser.parse_args(), torch.ones(2))',
    ]
    expect(await forMove(`${code.join('\n')}\n`)).toBe('Write .to(opt.device) here.')
  })

  it('an option among those that a function has read', async () => {
    const code = [
      'import argparse, torch',
      'def main(x):',
      '    parser = argparse.ArgumentParser()',
      '    parser.add_argument("--device", default="cpu")',
      '    args = parser.parse_args()',
      '    return x.cuda()',
      'main(torch.ones(2))',
    ]
    expect(await forMove(`${code.join('\n')}\n`)).toBe('Write .to(args.device) here.')
  })

  it('but not to one that is set later, or that the line itself sets', async () => {
    expect(await forMove('import torch\nx = torch.ones(2).cuda()\ndevice = x.device\n')).toMatch(
      /^No device is known here/,
    )
    expect(
      await fixes(
        'device/cuda-literal',
        'import torch\nclass A:\n    def begin(self):\n        self.device = torch.device("cuda")\n        torch.ones(2).to(self.device)\n',
      ),
    ).toEqual(['Take mps here where there is Metal, and elsewhere what it was; what is given this device follows.'])
  })

  it('and never to a set for development', async () => {
    expect(await forMove('def run(dev, x):\n    return x.cuda()\n')).toMatch(/^No device is known here/)
  })
})

describe('other places are told what is due there', () => {
  it('a device that is set behind the test for CUDA is chosen first', async () => {
    const code =
      'import torch\ndef run(model):\n    device = torch.device("cpu")\n    if torch.cuda.is_available():\n        device = torch.device("cuda:0")\n        model.to(device)\n    return model\n'
    expect(await fixes('device/ignores-metal-gpu', code)).toContainEqual(
      expect.stringMatching(/^Choose device in any case, cuda, else mps, else cpu/),
    )
  })

  it('a flag chooses a device', async () => {
    const code = 'def run(x, args):\n    if args.use_cuda:\n        x = x.cuda()\n    return x\n'
    expect(await fixes('device/ignores-metal-gpu', code)).toEqual([
      expect.stringMatching(/^Let args\.use_cuda choose a device once/),
    ])
    expect(await fixes('device/ignores-metal-gpu', code.replace('args)', 'args, device)'))).toEqual([
      'Write .to(device) in place of the test and the move, and let args.use_cuda decide where that device is chosen.',
    ])
  })

  it('what tests where it is stays there', async () => {
    const code = 'def run(x, device):\n    if not x.is_cuda:\n        x = x.cuda()\n    return x\n'
    expect(await forMove(code)).toMatch(/^Leave out the test and the move/)
  })

  it('what is loaded goes to the CPU', async () => {
    const code = 'import torch\nstate = torch.load("m.pt", map_location=lambda storage, loc: storage.cuda())\n'
    expect(await forMove(code)).toMatch(/^Write map_location="cpu" in place of the function/)
  })

  it('what a module is made of moves with it', async () => {
    const code =
      'import torch\nclass Net(torch.nn.Module):\n    def __init__(self):\n        self.a = torch.ones(2).cuda()\n'
    expect(await forMove(code)).toMatch(/^Leave the move out here/)
  })

  it('where a device is chosen, it is chosen for every machine', async () => {
    expect(await fixes('device/cuda-literal', 'import torch\ndevice = torch.device(f"cuda:{RANK}")\n')).toEqual([
      'Take mps here where there is Metal, and elsewhere what it was; what is given this device follows.',
    ])
    expect(
      await fixes(
        'device/cuda-literal',
        'import torch\ndef f(device):\n    others = [torch.device("cuda", RANK)]\n    return torch.ones(2, device=others[0])\n',
      ),
    ).toEqual(['Take device, which holds the device here.'])
  })

  it('a device that is made to be used at once is the one that is known', async () => {
    expect(
      await fixes('device/cuda-literal', 'import torch\ndef f(x, device):\n    return x.to(torch.device("cuda"))\n'),
    ).toEqual(['Write .to(device) here.'])
  })
})

it('says what is due for which lines, where that is not the same for all', async () => {
  const code =
    'import torch\ndef train(model, x):\n    return model(x.cuda())\ndef main(model):\n    model.cuda()\n    train(model, torch.ones(2).cuda())\nmain(torch.nn.Linear(2, 2))\n'
  const [fix] = await fixes('device/cuda-literal', code)
  expect(fix).toMatch(
    /^Lines 3, 6: Write \.to\(next\(model\.parameters\(\)\)\.device\) here\. Line 5: No device is known here/,
  )
})

describe('a fix says what its edits write, and where there are none what is known', () => {
  it('mixed precision', async () => {
    expect(
      await fixes(
        'precision/autocast-cuda',
        'import torch\ndef f(device):\n    with torch.cuda.amp.autocast():\n        pass\n',
      ),
    ).toEqual([
      'Name mps where there is Metal: torch.autocast("mps" if torch.backends.mps.is_available() else "cuda").',
    ])
    expect(
      await fixes(
        'precision/autocast-cuda',
        'from torch.cuda.amp import autocast\ndef f(device):\n    with autocast():\n        pass\n',
      ),
    ).toEqual(['Name the device in use: torch.autocast(torch.device(device).type).'])
  })

  it('a default', async () => {
    expect(
      await fixes('device/cuda-default', 'import torch\ndef f(x, device="cuda"):\n    return x.to(device)\nf(1)\n'),
    ).toEqual(['Take mps by default where there is Metal, and elsewhere what it was.'])
  })
})

it('what CUDA’s name is made of is the number of a GPU, and no device', async () => {
  const agent =
    'import torch\nclass Agent:\n    def __init__(self, device):\n        self.device = device\n    def load(self, path):\n        device = self.device if path else torch.device("cuda:%d" % self.device)\n        return torch.load(path, map_location=device)\nAgent(0).load("a")\n'
  expect(await fixes('device/cuda-literal', agent)).toEqual([expect.stringContaining('Choose between')])
})

/** A program that makes a model and moves it, with something before and something after. */
function program(before: string, after: string): string {
  return `import torch\ndef load():\n    model = torch.nn.Linear(2, 2)\n    return model.cuda()\n${before}model = load()\n${after}model.to(device)\n`
}

it('a device that a module sets behind the call is not there yet', async () => {
  const device = 'device = torch.device(open("a").read())\n'
  expect(await forMove(program(device, ''))).toContain('.to(device)')
  expect(await forMove(program(device, ''))).not.toContain('No device is known')
  expect(await forMove(program('', device))).toContain('No device is known')
})

it('where something is divided by the number of GPUs one is counted at least', async () => {
  const code = 'import torch\nprint(7 % torch.cuda.device_count())\n'
  expect(await fixes('cuda-call/raises', code)).toEqual([expect.stringContaining('max(1, torch.cuda.device_count())')])
})

it('says of which tensor the device is meant, and that a program stops where it does', async () => {
  const beside =
    'import torch\ndef scale(total, magnitude):\n    total = total.cuda() if magnitude.is_cuda else total\n    return total * magnitude\nscale(torch.ones(2), torch.ones(2))\n'
  expect(await fixes('device/cuda-only-branch', beside)).toEqual([expect.stringContaining(': magnitude.device.')])
  const refusing =
    'import torch\nmodel = torch.nn.Linear(2, 2)\nif torch.cuda.is_available():\n    model = model.cuda()\nelse:\n    raise NotImplementedError("needs a GPU")\n'
  const { findings } = await audit(tree({ 'main.py': refusing }), OPTIONS)
  const said = findings.filter(({ code }) => code === 'device/ignores-metal-gpu').map(({ message }) => message)
  expect(said).toEqual([expect.stringContaining('on a Mac it stops instead')])
})
