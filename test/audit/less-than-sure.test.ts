import { expect, it } from 'vitest'
import { findingsIn, judged } from './judged.ts'

/** A program with options that are off, and what it does with them. */
function optioned(rest: string): Readonly<Record<string, string>> {
  const options = ['stream', 'train', 'cuda']
    .map((name) => `p.add_argument("--${name}", action="store_true")\n`)
    .join('')
  return {
    'a.py': `import argparse, torch\np = argparse.ArgumentParser()\n${options}args = p.parse_args()\n${rest}`,
  }
}

it.each([
  ['a switch for more than the program does by itself', 'if args.stream:\n    torch.cuda.synchronize()\n', 'possible'],
  [
    'a switch within a function that is given the options',
    'def run_all(args):\n    if args.stream:\n        torch.cuda.synchronize()\nrun_all(args)\n',
    'possible',
  ],
  [
    'a function that only such a switch calls',
    'def streamed():\n    torch.cuda.synchronize()\nif args.stream:\n    streamed()\n',
    'possible',
  ],
  ['a switch that says what to do', 'if args.train:\n    torch.cuda.synchronize()\n', 'likely'],
  ['the other side of a switch', 'if not args.stream:\n    torch.cuda.synchronize()\n', 'likely'],
  ['nothing', 'torch.cuda.synchronize()\n', 'certain'],
])('what stands behind %s is as sure as that', async (_, rest, certainty) => {
  const found = (await judged('cuda-call/raises', optioned(rest))).map(([, own]) => own)
  expect(found).toEqual([certainty])
})

/** A move that a test for CUDA lets happen, and another test. */
function moved(test: string): Readonly<Record<string, string>> {
  const code = `import torch\ndef main(args):\n    model = torch.nn.Linear(2, 2)\n    if ${test} and torch.cuda.is_available():\n`
  return { 'a.py': `${code}        model = model.to("cuda")\nmain(open("a").read())\n` }
}

it('a move that needs CUDA and another switch is possible, and one that a switch for the GPU lets happen likely', async () => {
  expect(await judged('device/ignores-metal-gpu', moved('args.quantize'))).toEqual([['ignores-gpu', 'possible']])
  expect(await judged('device/ignores-metal-gpu', moved('args.use_gpu'))).toEqual([['ignores-gpu', 'likely']])
})

const USES = 'import torch\nfrom parts.swap import swap\ntorch.ones(2).to("cuda")\n'
const SWAPS = 'import torch\ndef swap(x=0):\n    torch.cuda.synchronize()\n'

/** How sure what stands in the part is. */
async function ofSwap(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const found = await findingsIn(files)
  return found.filter(({ sites }) => sites[0]?.file === 'parts/swap.py').map(({ certainty }) => certainty)
}

it('what only a test or a trial of its part calls is not certain', async () => {
  const main = { 'main.py': `${USES}if open("a").read() == "x":\n    swap(torch.ones(2).to("cuda"))\n` }
  const test = { 'tests/test_swap.py': 'from parts.swap import swap\ndef test_swap():\n    swap()\n' }
  expect(await ofSwap({ ...main, ...test, 'parts/swap.py': SWAPS })).toEqual(['likely'])
  expect(await ofSwap({ ...main, 'parts/swap.py': `${SWAPS}if __name__ == "__main__":\n    swap()\n` })).toEqual([
    'likely',
  ])
  expect(
    await ofSwap({ 'main.py': `${USES}swap(torch.ones(2).to("cuda"))\n`, ...test, 'parts/swap.py': SWAPS }),
  ).toEqual(['certain'])
})

it('what a function calls of itself leads nobody to it', async () => {
  const move =
    'import torch\ndef move(x):\n    def walk(y):\n        y.cuda()\n        return [walk(z) for z in y]\n    return walk(x)\n'
  expect(await judged('device/cuda-literal', { 'a.py': move })).toEqual([['blocks', 'possible']])
  expect(await judged('device/cuda-literal', { 'a.py': `${move}move(torch.ones(2))\n` })).toEqual([
    ['blocks', 'certain'],
  ])
})

/** A function that does something first, and then uses CUDA. */
function load(rest: string): string {
  return `import os, torch\ndef load(path):\n    ${rest}torch.ones(2).cuda()\nload("a")\n`
}

it('what a checkpoint has to be there for is not certain', async () => {
  const asked = load('if not os.path.isfile(path):\n        return\n    ')
  expect(await judged('device/cuda-literal', { 'a.py': asked })).toEqual([['blocks', 'likely']])
  expect(await judged('device/cuda-literal', { 'a.py': load('') })).toEqual([['blocks', 'certain']])
})

it('a part that cannot be imported, and is done without, is beside the main path', async () => {
  const engine = 'import torch\nimport tensorrt\ndef run(x):\n    torch.cuda.synchronize()\n    return x.cuda()\n'
  const main =
    'import torch\ndef fast(x):\n    from engines.fast import run\n    return run(x)\nx = torch.ones(2).to("cuda")\nif open("a").read() == "x":\n    fast(x)\n'
  const found = await findingsIn({ 'main.py': main, 'engines/fast.py': engine })
  const lines = found.filter(({ sites, library }) => sites[0]?.file === 'engines/fast.py' && library === undefined)
  expect(lines.length).toBeGreaterThan(0)
  expect(lines.every(({ certainty, reach }) => certainty === 'possible' && reach !== 'main')).toBe(true)
})

it('a choice that Metal takes over further down is none', async () => {
  const choice = 'import torch\ndevice = torch.device("cuda" if torch.cuda.is_available() else "cpu")\n'
  const over = 'if torch.backends.mps.is_available():\n    device = torch.device("mps")\n'
  const use = 'torch.ones(2).to(device)\n'
  expect(await judged('device/ignores-metal-gpu', { 'a.py': choice + over + use })).toEqual([])
  const other = choice + over.replace('    device', '    other') + use
  expect(await judged('device/ignores-metal-gpu', { 'a.py': other })).toEqual([['ignores-gpu', 'certain']])
})

/** A function that asks for CUDA's hardware, and gives something back. */
function ask(given: string): string {
  const asks = 'device = torch.device("cuda")\n        found = torch.cuda.get_device_capability(device)'
  return `import torch\ndef ask():\n    if torch.cuda.is_available():\n        ${asks}\n        return ${given}\n    else:\n        return None\nprint(ask())\n`
}

it('what describes the hardware of CUDA chooses nothing', async () => {
  expect(await judged('device/ignores-metal-gpu', { 'a.py': ask('float(found[0])') })).toEqual([])
  expect(await judged('device/ignores-metal-gpu', { 'a.py': ask('device') })).not.toEqual([])
})

it('a device that is chosen for a library without Metal is told as that', async () => {
  const choice = 'import torch, ctranslate2\ndevice = "cuda" if torch.cuda.is_available() else "cpu"\n'
  const files = {
    'a.py': `${choice}model = ctranslate2.models.Whisper("a", device=device)\n`,
    'requirements.txt': 'ctranslate2\n',
  }
  expect(await judged('device/ignores-metal-gpu', files)).toEqual([['ignores-gpu', 'possible']])
  const both = { ...files, 'a.py': `${files['a.py']}torch.ones(2).to(device)\n` }
  expect(await judged('device/ignores-metal-gpu', both)).toEqual([['ignores-gpu', 'certain']])
})

it('a setting that only tests speak of is taken by no code', async () => {
  const files = {
    'conf/base.yml': 'device: cuda\n',
    'train.py': 'import yaml, torch\nconf = yaml.safe_load(open("conf/base.yml"))\nprint(conf["steps"])\n',
    'tests/test_run.py': 'ARGUMENTS = {"device": "cpu"}\n',
  }
  expect(await judged('config/cuda-setting', files)).toEqual([['blocks', 'possible']])
  const read = { ...files, 'train.py': `${files['train.py']}torch.ones(2).to(conf["device"])\n` }
  expect((await judged('config/cuda-setting', read)).map(([, certainty]) => certainty)).toEqual(['likely'])
})

it('a device under any key counts where something is put on it', async () => {
  const read = 'import yaml, torch\nconf = yaml.safe_load(open("conf.yml"))\n'
  const conf = { 'conf.yml': 'hardware: cuda\nengine: cuda\n' }
  const put = { ...conf, 'a.py': `${read}torch.ones(2).to(conf["hardware"])\nprint(conf["engine"])\n` }
  expect(await judged('config/cuda-setting', put)).toEqual([['blocks', 'likely']])
  const named = { ...conf, 'a.py': `${read}where = torch.device(conf.get("hardware"))\ntorch.ones(2).to(where)\n` }
  expect(await judged('config/cuda-setting', named)).toEqual([['blocks', 'likely']])
  const printed = { ...conf, 'a.py': `${read}print(conf["hardware"], torch.ones(2))\n` }
  expect(await judged('config/cuda-setting', printed)).toEqual([])
})

it('a device that a configuration names does no harm where the program takes another for want of CUDA', async () => {
  const read = 'import yaml, torch\nconf = yaml.safe_load(open("conf.yml"))\n'
  const found = async (code: string) =>
    await judged('config/cuda-setting', { 'conf.yml': 'device: cuda\n', 'a.py': `${read}${code}` })
  const use = 'torch.ones(2).to(where)\n'
  const missing = 'where = conf["device"]\nif where == "cuda" and not torch.cuda.is_available():\n'
  expect(await found(`where = conf["device"]\n${use}`)).toEqual([['blocks', 'likely']])
  expect(await found(`${missing}    where = "cpu"\n${use}`)).toEqual([['ignores-gpu', 'likely']])
  const asked = 'where = torch.device(conf.get("device") if torch.cuda.is_available() else "cpu")\n'
  expect(await found(`${asked}${use}`)).toEqual([['ignores-gpu', 'likely']])
  const metal = '    where = "mps" if torch.backends.mps.is_available() else "cpu"\n'
  expect(await found(`${missing}${metal}${use}`)).toEqual([])
})

it('a configuration in Python that is loaded by its name counts by what is put on its device', async () => {
  const begin = 'import importlib, sys, torch\nconf = importlib.import_module("conf." + sys.argv[1])\n'
  const conf = { 'conf/base.py': 'rate = 0.1\nplace = "cuda"\n' }
  const found = async (use: string) => await judged('device/cuda-literal', { ...conf, 'a.py': `${begin}${use}` })
  expect(await found('print(torch.ones(2).to(conf.place))\n')).toEqual([['blocks', 'likely']])
  expect(await found('print(torch.ones(2), conf.place)\n')).toEqual([])
})

it('programs in folders of demos are the main path where nothing else can be started', async () => {
  const demo = 'import torch\nfrom utils.chat import chat\nchat(torch.ones(2).cuda())\n'
  const files = { 'basic_demo/cli.py': demo, 'utils/chat.py': 'def chat(x):\n    return x\n' }
  const reachOf = async (more: Readonly<Record<string, string>>) =>
    (await findingsIn({ ...files, ...more })).find(({ code }) => code === 'device/cuda-literal')?.reach
  expect(await reachOf({})).toBe('main')
  const program =
    'import torch\nif __name__ == "__main__":\n    import argparse\n    argparse.ArgumentParser().parse_args()\n    torch.ones(2).to("cuda")\n'
  expect(await reachOf({ 'train.py': program })).toBe('optional')
})

it('what a batch system is asked for is no container on a Mac', async () => {
  const script = '#!/bin/sh\nsrun --gres=gpu:4 python train.py\n'
  const files = { 'train.sh': script, 'train.py': 'import torch\nprint(torch.ones(2))\n' }
  expect((await judged('container/gpu-request', files)).map(([effect]) => effect)).toEqual(['info'])
})
