import { expect, it } from 'vitest'
import { findingsIn, judged } from './judged.ts'

/** A program with options that moves its network to CUDA. */
function program(options: string, before: string): Readonly<Record<string, string>> {
  const head = 'import argparse, sys, torch\ndef run(net):\n    print(net.cuda())\np = argparse.ArgumentParser()\n'
  return { 'a.py': `${head}${options}\nargs = p.parse_args()\n${before}\nrun(torch.nn.Linear(2, 2))\n` }
}

it.each([
  ['raises', 'if args.video == "" and args.image == "":\n    raise ValueError("give one of them")'],
  ['ends', 'if not args.video:\n    p.print_help()\n    sys.exit(1)'],
  ['is told wrong', 'if len(args.video) == 0 and not args.image:\n    p.error("give one of them")'],
])('a program that %s where an option is left empty is started with it', async (_, before) => {
  const options = 'p.add_argument("--video", default="")\np.add_argument("--image", type=str, default="")'
  expect(await judged('device/cuda-literal', program(options, before))).toEqual([['blocks', 'certain']])
})

it('what a function only hands on is not certain to be called', async () => {
  const move = 'import torch\ndef build(net):\n    def move(x):\n        return x.cuda()\n'
  expect(await judged('device/cuda-literal', { 'a.py': `${move}    return move\nbuild(1)\n` })).toEqual([
    ['blocks', 'likely'],
  ])
  expect(
    await judged('device/cuda-literal', { 'a.py': `${move}    return move(net)\nbuild(torch.ones(2))\n` }),
  ).toEqual([['blocks', 'certain']])
  const route = move.replace('    def move(x)', '    @app.route("/")\n    def move(x)')
  expect(await judged('device/cuda-literal', { 'a.py': `${route}    return app\nbuild(1)\n` })).toEqual([
    ['blocks', 'certain'],
  ])
})

it('a library that is not required and only imported in functions is done without', async () => {
  const call =
    'import torch\ndef attend(q):\n    from xformers.ops import memory_efficient_attention\n    return memory_efficient_attention(q, q, q)\nattend(torch.ones(2))\n'
  const files = { 'requirements.txt': 'torch\n', 'a.py': call }
  expect(await judged('attention/cuda-only', files)).toEqual([['blocks', 'possible']])
  expect(await judged('attention/cuda-only', { ...files, 'requirements.txt': 'torch\nxformers\n' })).not.toEqual([
    ['blocks', 'possible'],
  ])
  expect(await judged('attention/cuda-only', { 'a.py': call })).not.toEqual([['blocks', 'possible']])
})

function option(name: string): string {
  return `p.add_argument("--${name}", action="store_true")`
}

function behind(name: string): string {
  return `if args.${name}:\n    torch.ones(2).cuda()\n    sys.exit()`
}

/** How certain it is that a program whose option comes before a move makes that. */
async function certaintiesBehind(name: string): Promise<readonly string[]> {
  const findings = await findingsIn(program(option(name), behind(name)))
  return findings.filter(({ sites }) => sites.some(({ line }) => line === 8)).map(({ certainty }) => certainty)
}

it('what a program measures by a switch of its own is only possible', async () => {
  expect(await certaintiesBehind('test_flops')).toEqual(['possible'])
  expect(await certaintiesBehind('test_only')).toEqual(['likely'])
})

it('modules of a part that is called submodules are its own, a repository in a folder of that name another', async () => {
  const layer = 'import torch\nclass Layer(torch.nn.Module):\n    def forward(self, x):\n        return x.cuda()\n'
  const reaches = async (path: string, module: string) =>
    (await findingsIn({ [path]: layer, 'main.py': `from ${module} import Layer\nprint(Layer()(1))\n` })).map(
      ({ reach }) => reach,
    )
  expect(await reaches('model/submodules/layer.py', 'model.submodules.layer')).toEqual(['main'])
  const apart = await findingsIn({ 'submodules/other/train.py': 'import torch\ntorch.ones(2).cuda()\n' })
  expect(apart.map(({ reach }) => reach)).toEqual(['vendored'])
})

function load(device: string): Readonly<Record<string, string>> {
  return { 'a.py': `from whisperx import load_model\nmodel = load_model("base", ${device})\n` }
}

it('a call that is refused for CUDA is not told for what it leaves out', async () => {
  expect((await judged('library/unfit-call', load('"cuda"'))).length).toBe(1)
  expect((await judged('library/unfit-call', load('"cpu"'))).length).toBe(1)
  const byDefault =
    'from whisperx import load_model\ndef make(device="cuda"):\n    return load_model("base", device)\nmake()\n'
  expect(await judged('library/unfit-call', { 'a.py': byDefault })).toEqual([])
})

it.each([
  ['True', 'certain'],
  ['False', 'possible'],
])('attributes that a table of defaults sets are what it says: %s', async (value, certainty) => {
  const net = `import torch\nclass Net:\n    _defaults = {"cuda": ${value}}\n    def __init__(self):\n        self.__dict__.update(self._defaults)\n        self.net = torch.nn.Linear(2, 2)\n        if self.cuda:\n            self.net.cuda()\nNet()\n`
  expect(await judged('device/cuda-literal', { 'a.py': net })).toEqual([['blocks', certainty]])
})
