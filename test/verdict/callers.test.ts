import { describe, expect, it } from 'vitest'
import { audit } from '../../src/pipeline.ts'
import { tree } from '../files/tree.ts'

type Files = Readonly<Record<string, string>>

async function auditOf(files: Files) {
  return audit(tree(files), { asOf: '2026-11-01' })
}

/** The findings in a file, as lines with their effect, certainty and reach. */
async function rowsOf(files: Files, file: string): Promise<readonly (readonly unknown[])[]> {
  const { findings } = await auditOf(files)
  return findings.flatMap(({ effect, certainty, reach, sites }) =>
    sites.filter((site) => site.file === file).map(({ line }) => [line, effect, certainty, reach]),
  )
}

async function statusOf(files: Files): Promise<string> {
  return (await auditOf(files)).platforms.metal.status
}

const PROGRAM = 'if __name__ == "__main__":\n    '
const MODEL = 'import torch\n\nmodel = torch.nn.Linear(2, 2)\n'

const withOption = (argument: string): Files => ({
  'run.py': `import argparse\nimport torch\n\n${PROGRAM}parser = argparse.ArgumentParser()\n    parser.add_argument("--device", default="${argument}")\n    given = parser.parse_args()\n    torch.zeros(2).to(given.device)\n`,
})

const withMethod = (decorator: string, name: string): Files => ({
  'net.py': `import torch\n\nclass Net(torch.nn.Module):\n    ${decorator}\n    def ${name}(self, x):\n        torch.cuda.synchronize()\n        return x\n\nprint(Net()(torch.ones(2)))\n`,
})

const withHandler = (handler: string): Files => ({
  'run.py': `import sys\nimport torch\n\ntry:\n    torch.zeros(2).cuda()\nexcept Exception as error:\n    ${handler}\n`,
})

const atHome = (work: string): Files => ({
  'run.py': `import torch\nfrom work import work\n\ndevice = "mps" if torch.backends.mps.is_available() else "cpu"\nprint(work(torch.zeros(2, device=device)))\n`,
  'work.py': `import torch\n\ndef work(x):\n    ${work}\n`,
})

const built = (condition: string): Files => ({
  'setup.py': `import os\nimport sys\nfrom setuptools import setup\nfrom torch.utils.cpp_extension import CUDAExtension\n\nparts = []\nif ${condition}:\n    parts = [CUDAExtension("fast", ["fast.cu"])]\nsetup(name="a", version="1", ext_modules=parts)\n`,
  'fast.cu': '__global__ void f(float* x) { x[0] = 0; }\n',
})

describe('what runs is decided by who calls', () => {
  const parts = 'import torch\n\ndef move(net):\n    return net.cuda()\n\ndef show(net):\n    net.to("cuda")\n'

  it('takes what the program calls for a part of it, in whatever folder that is', async () => {
    const called = `${MODEL}from examples.parts import move\n\nmove(model.to("cuda"))\n`
    const files = { 'fit.py': called, 'examples/__init__.py': '', 'examples/parts.py': parts }
    expect(await rowsOf(files, 'examples/parts.py')).toEqual([
      [4, 'blocks', 'certain', 'main'],
      [7, 'blocks', 'possible', 'optional'],
    ])
  })

  it('leaves aside what only an example calls', async () => {
    const example = `import torch\nfrom examples.parts import move, show\n\n${PROGRAM}show(move(torch.nn.Linear(2, 2)))\n`
    const files = {
      'net.py': MODEL,
      'examples/__init__.py': '',
      'examples/parts.py': parts,
      'examples/run.py': example,
    }
    expect((await rowsOf(files, 'examples/parts.py')).map((row) => row[3])).toEqual(['optional', 'optional'])
    expect(await statusOf(files)).toBe('runs')
  })

  it('knows what a program does when it is run by itself', async () => {
    expect(await statusOf(withOption('cuda'))).toBe('needs-edits')
    expect(await statusOf(withOption('cpu'))).toBe('runs')
  })

  it('calls no method that neither the project nor PyTorch calls', async () => {
    expect(await statusOf(withMethod('@torch.inference_mode()', 'heat'))).toBe('runs')
    expect(await statusOf(withMethod('@torch.inference_mode()', 'forward'))).toBe('needs-edits')
    expect(await statusOf(withMethod('@registered', 'heat'))).toBe('needs-edits')
  })

  it.each([
    [
      'a class whose methods are commands',
      `import fire\n\nclass Tool:\n    def fit(self):\n        $work\n\nfire.Fire(Tool)\n`,
    ],
    [
      'a class that asks a base elsewhere',
      `from flask import Flask\nfrom flask.views import MethodView\n\napp = Flask("a")\n\nclass Fit(MethodView):\n    def post(self):\n        $work\n\napp.add_url_rule("/", view_func=Fit.as_view("fit"))\n`,
    ],
    [
      'a function whose name is put together',
      `import sys\n\ndef do_fit():\n    $work\n\nglobals()["do_" + sys.argv[1]]()\n`,
    ],
  ])('may come to %s', async (_, text) => {
    const code = `import torch\n${text.replace('$work', 'torch.zeros(2).cuda()')}`
    expect(await statusOf({ 'run.py': code })).toBe('needs-edits')
  })

  it('comes to a part that a name chooses, whichever it is', async () => {
    const choices = 'import torch\n\nclass Fit:\n    def go(self):\n        torch.zeros(2).cuda()\n'
    const chosen = 'import sys\nimport parts\n\ngetattr(parts, sys.argv[1])().go()\n'
    expect(await statusOf({ 'run.py': chosen, 'parts.py': choices })).toBe('needs-edits')
  })

  it('is told by the hub and by Cog what they call, where there is nothing else', async () => {
    const hub = 'import torch\n\ndef net():\n    return torch.nn.Linear(2, 2).cuda()\n'
    const cog =
      'import torch\nfrom cog import BasePredictor\n\nclass Predictor(BasePredictor):\n    def setup(self):\n        self.net = torch.nn.Linear(2, 2).cuda()\n'
    expect(await statusOf({ 'hubconf.py': hub })).toBe('needs-edits')
    expect(await statusOf({ 'predict.py': cog })).toBe('needs-edits')
    expect(await statusOf({ 'predict.py': cog, 'run.py': `import torch\n\n${PROGRAM}print(torch.zeros(2))\n` })).toBe(
      'runs',
    )
  })

  it('takes for joined what the program joins, and not what it only imports', async () => {
    const links =
      'import torch.distributed as dist\n\ndef join(backend="nccl"):\n    dist.init_process_group(backend)\n'
    const imports = `import sys\n${MODEL}from links import join\n\nif len(sys.argv) > 3:\n    join()\n`
    expect(await statusOf({ 'links.py': links, 'fit.py': imports })).toBe('unknown')
    expect(await statusOf({ 'links.py': links, 'fit.py': `${MODEL}from links import join\n\njoin("nccl")\n` })).toBe(
      'needs-edits',
    )
  })

  it('runs without the others of several modules that are loaded by name', async () => {
    const files = {
      'play.py': `import importlib\nimport sys\n\ngames = {"a": "games.a", "b": "games.b"}\n\n${PROGRAM}importlib.import_module(games[sys.argv[1]])\n`,
      'games/a.py': 'import procgen\n',
      'games/b.py': 'import gymnasium\n',
    }
    expect((await rowsOf(files, 'games/a.py')).map((row) => row[3])).toEqual(['optional'])
    expect(await statusOf(files)).toBe('runs')
    expect(await statusOf({ ...files, 'play.py': 'import games.a\n' })).toBe('blocked')
  })
})

describe('a handler', () => {
  it.each([
    'raise',
    'raise ValueError(str(error)) from error',
    'print(error)\n    sys.exit(1)',
    'if "out of memory" in str(error):\n        print("smaller batches")\n    else:\n        raise',
    'if "out of memory" not in str(error):\n        raise error',
  ])('saves nobody when it raises or ends the process: %s', async (handler) => {
    expect(await statusOf(withHandler(handler))).toBe('needs-edits')
  })

  it.each(['print(error)', 'if "CUDA" in str(error):\n        print("on the CPU")\n    else:\n        raise'])(
    'catches when it goes on, also after asking for CUDA: %s',
    async (handler) => {
      expect(await statusOf(withHandler(handler))).toBe('runs')
    },
  )
})

describe('a project that chooses Metal in one place', () => {
  const viewer = `import torch\n\ndevice = "mps" if torch.backends.mps.is_available() else "cpu"\nprint(torch.zeros(2, device=device))\n`
  const trains = `${MODEL}model.cuda()\n`

  it('is asked at each way in', async () => {
    const { entryPoints = [], platforms } = await auditOf({ 'fit.py': trains, 'tools/view.py': viewer })
    expect(platforms.metal.status).toBe('needs-edits')
    expect(entryPoints.map(({ file, metal }) => [file, metal.status])).toEqual([
      ['fit.py', 'needs-edits'],
      ['tools/view.py', 'runs'],
    ])
  })

  it('stops at what Metal refuses, and is taken at its word for what names CUDA beside its choice', async () => {
    expect(await statusOf(atHome('return torch.zeros(2, dtype=torch.float64, device=x.device)'))).toBe('needs-edits')
    expect(await statusOf(atHome('return x + torch.zeros(2, device=x.device)'))).toBe('runs')
    expect(await statusOf(atHome('return x.cuda() if x.sum() > 2 else x'))).toBe('runs-degraded')
  })
})

describe('kernels', () => {
  const kernel =
    'import cupy\n\ndef twice(x):\n    return cupy.RawKernel("__global__ void twice(float* x) {}", "twice")((1,), (1,), (x,))\n'

  it('in a function that the program calls are on its way', async () => {
    expect(await statusOf({ 'run.py': `${kernel}\nprint(twice(2))\n` })).toBe('blocked')
  })

  it.each(['"--kernels" in sys.argv', 'os.environ.get("KERNELS", "0") == "1"', 'os.getenv("KERNELS")'])(
    'that are built only for who asks stop no plain installation: %s',
    async (asked) => {
      expect(await statusOf(built(asked))).toBe('runs-degraded')
    },
  )

  it.each(['"--plain" not in sys.argv', 'os.environ.get("KERNELS", "1") == "1"'])(
    'that are built unless somebody asks stop it: %s',
    async (asked) => {
      expect(await statusOf(built(asked))).toBe('blocked')
    },
  )
})
