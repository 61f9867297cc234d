import { describe, expect, test } from 'vitest'
import { slowGrowth, many, numbered } from './growth.ts'

/** Python of any size, one construct after the other, inside of one another, or on one line. */
const PYTHON: Readonly<Record<string, (size: number) => string>> = {
  'branches of one if': (n) =>
    `if x == 0:\n    pass\n${many(n, (i) => `elif x == ${i}:\n    y = torch.zeros(${i}).cuda()\n`)}`,
  'branches that give a value': (n) =>
    `if x == 0:\n    d = 'cpu'\n${many(n, (i) => `elif x == ${i}:\n    d = 'cuda:${i}'\n`)}model.to(d)\n`,
  'branches that choose a device': (n) =>
    `def f(x):\n    if x == 0:\n        return 'cpu'\n${many(n, (i) => `    elif x == ${i}:\n        return 'cuda:${i}'\n`)}model.to(f(x))\n`,
  'ifs after one another': (n) => many(n, (i) => `if torch.cuda.is_available():\n    x${i} = torch.ones(2).cuda()\n`),
  'ifs that change one name': (n) => `d = 'cpu'\n${many(n, (i) => `if a${i}:\n    d = 'cuda:${i}'\n`)}m.to(d)\n`,
  'ifs that return': (n) =>
    `def f(x):\n${many(n, (i) => `    if x == ${i}:\n        return torch.ones(${i}).cuda()\n`)}f(1)\n`,
  'comparisons in a chain': (n) => `ok = torch.cuda.device_count()${many(n, (i) => ` < ${i}`)}\n`,
  'conditions joined': (n) => `ok = ${many(n, (i) => `torch.cuda.is_available() and a${i}`, ' or ')}\n`,
  'conditions as one guard': (n) => `if ${many(n, (i) => `a${i}`, ' and ')}:\n    m.cuda()\n`,
  'a sum': (n) => `x = torch.ones(1).cuda()${many(n, (i) => ` + a${i}`)}\n`,
  'conditional expressions': (n) => `d = ${many(n, (i) => `'cuda:${i}' if x == ${i} else `)}'cpu'\nm.to(d)\n`,
  'cases of a match': (n) => `match x:\n${many(n, (i) => `    case ${i}:\n        d = 'cuda:${i}'\n`)}m.to(d)\n`,
  'alternatives of one case': (n) => `match x:\n    case ${many(n, String, ' | ')}:\n        m.cuda()\n`,
  'calls in calls': (n) => `x = ${many(n, () => 'm.cuda(')}${')'.repeat(n)}\n`,
  'calls in calls, less deep': (n) => many(n, (i) => `x${i} = f(g(h(torch.ones(${i}).cuda())))\n`),
  'calls in a chain': (n) => `x = torch${many(n, () => '.cuda()')}\n`,
  'attributes in a chain': (n) => `x = torch${many(n, () => '.cuda')}\n`,
  'items in a chain': (n) => `x = torch.cuda${many(n, (i) => `[${i}]`)}\n`,
  'arguments of one call': (n) => `torch.zeros(${many(n, (i) => `a${i}`, ', ')}, device='cuda')\n`,
  'keywords of one call': (n) => `f(${many(n, (i) => `a${i}='cuda'`, ', ')})\n`,
  'parameters of one function': (n) => `def f(${many(n, (i) => `a${i}='cuda'`, ', ')}):\n    m.to(a1)\nf()\n`,
  'calls of one function': (n) => `def f(device='cuda'):\n    m.to(device)\n${many(n, (i) => `f('cuda:${i}')\n`)}`,
  'calls of one function by keyword': (n) =>
    `def f(d=None):\n    return m.to(d)\n${many(n, (i) => `a${i} = f(d=f(d='cuda'))\n`)}`,
  'functions that call the next': (n) =>
    `${many(n, (i) => `def f${i}(d):\n    return f${i + 1}(d)\n`)}def f${n}(d):\n    m.to(d)\nf0('cuda')\n`,
  'functions after one another': (n) => many(n, (i) => `def f${i}(x):\n    return x.cuda()\n`),
  'decorators of one function': (n) => `${many(n, (i) => `@d${i}('cuda')\n`)}def f(x):\n    x.cuda()\n`,
  'decorated functions': (n) => many(n, (i) => `@torch.no_grad()\n@triton.jit\ndef f${i}(x):\n    x.cuda()\n`),
  'entries of a dictionary': (n) => `d = {${many(n, (i) => `'k${i}': 'cuda:${i}'`, ', ')}}\nm.to(d['k1'])\n`,
  'a dictionary that is filled': (n) => `d = {}\n${many(n, (i) => `d['k${i}'] = 'cuda'\n`)}m.to(d['k1'])\n`,
  'a dictionary read many times': (n) => `d = {'a': 'cuda'}\n${many(n, () => `m.to(d['a'])\n`)}`,
  'entries of a list': (n) => `d = [${many(n, (i) => `'cuda:${i}'`, ', ')}]\nm.to(d[0])\nfor x in d: m.to(x)\n`,
  'a list of lists': (n) => `d = [${many(n, (i) => `['cuda', ${i}]`, ', ')}]\nm.to(d[0][0])\n`,
  'names taken apart': (n) => `${many(n, (i) => `a${i}`, ', ')} = ${many(n, () => `'cuda'`, ', ')}\nm.to(a1)\n`,
  'a long string': (n) => `import torch\nx = "${'cuda '.repeat(n)}"\nm.to(x)\n`,
  'a long string with escapes': (n) => `x = "${'\\n\\x41'.repeat(n)}"\nm.cuda()\n`,
  'strings beside one another': (n) => `x = (${many(n, () => `'cuda' `)})\nm.to(x)\n`,
  'a long docstring': (n) => `def f():\n    """${'torch.cuda is here.\n    '.repeat(n)}"""\n    m.cuda()\n`,
  docstrings: (n) => many(n, (i) => `def f${i}():\n    """What it does on cuda."""\n    m.cuda()\n`),
  'parts of a formatted string': (n) => `x = f"cuda${many(n, (i) => `:{a${i}}`)}"\nm.to(x)\n`,
  'formatted strings': (n) => many(n, (i) => `m.to(f"cuda:{a${i}}")\n`),
  'bases of a class': (n) => `class A(${many(n, (i) => `B${i}`, ', ')}):\n    def f(self):\n        self.m.cuda()\n`,
  'classes one from the other': (n) =>
    `class A0:\n    d = 'cuda'\n${many(n, (i) => `class A${i + 1}(A${i}):\n    def f(self):\n        m.to(self.d)\n`)}`,
  'methods of one class': (n) =>
    `class A:\n    def __init__(self):\n        self.d = 'cuda'\n${many(n, (i) => `    def f${i}(self):\n        m.to(self.d)\n`)}`,
  'fields of one class': (n) => `class A:\n${many(n, (i) => `    a${i}: str = 'cuda'\n`)}\nm.to(A().a1)\n`,
  'fields of one object': (n) => `class A:\n    def f(self):\n${many(n, (i) => `        self.a${i} = 'cuda'\n`)}`,
  'one field set many times': (n) =>
    `class A:\n    def f(self, x):\n${many(n, (i) => `        self.a = 'cuda:${i}'\n`)}        m.to(self.a)\n`,
  'objects of one class': (n) =>
    `class A:\n    def __init__(self, d):\n        self.d = d\n        self.m.to(d)\n${many(n, (i) => `a${i} = A('cuda:${i}')\na${i}.m.to(a${i}.d)\n`)}`,
  imports: (n) => many(n, (i) => `import torch.cuda as c${i}\n`),
  'names of one import': (n) => `from torch.cuda import ${many(n, (i) => `a${i}`, ', ')}\na1()\n`,
  'imports that may fail': (n) =>
    many(
      n,
      (i) => `try:\n    import flash_attn as f${i}\nexcept ImportError:\n    f${i} = None\nif f${i}: f${i}.g()\n`,
    ),
  'handlers of one try': (n) => `try:\n    m.cuda()\n${many(n, (i) => `except E${i}:\n    m.to('cuda')\n`)}`,
  'tries in one another': (n) => {
    const depth = Math.min(n, 60)
    return many(
      n / depth,
      () =>
        `${many(depth, (i) => `${' '.repeat(i)}try:\n`)}${' '.repeat(depth)}m.cuda()\n${many(depth, (i) => `${' '.repeat(depth - 1 - i)}except E:\n${' '.repeat(depth - i)}m.cuda()\n`)}`,
    )
  },
  'tries after one another': (n) =>
    many(n, () => `try:\n    m.cuda()\nexcept RuntimeError:\n    m.cpu()\nfinally:\n    pass\n`),
  'clauses of a comprehension': (n) => `x = [a.cuda()${many(n, (i) => ` for a${i} in b${i} if c`)}]\n`,
  comprehensions: (n) => many(n, (i) => `x${i} = [a.cuda() for a in b if a]\n`),
  comments: (n) => `m.cuda()\n${'# torch.cuda\n'.repeat(n)}m.cuda()\n`,
  'a long comment': (n) => `m.cuda() # ${'cuda '.repeat(n)}\n`,
  remarks: (n) => many(n, (i) => `m.cuda()  # acclimate: ignore[a/b${i}] why\n`),
  'remarks on one line': (n) => `m.cuda()  # ${'acclimate: ignore['.repeat(n)}\n`,
  'codes of one remark': (n) => many(n, () => `m.cuda()  # acclimate: ignore[${'a/b,'.repeat(30)}] why\n`),
  'context managers of one with': (n) =>
    `with ${many(n, (i) => `torch.cuda.stream(s${i}) as t${i}`, ', ')}:\n    m.cuda()\n`,
  'withs after one another': (n) => many(n, () => `with torch.autocast('cuda'):\n    m.cuda()\n`),
  'loops after one another': (n) => many(n, () => `for a in b:\n    a.cuda()\nwhile a:\n    a.cuda()\n`),
  'a loop with a long body': (n) => `for a in b:\n${many(n, () => `    a.cuda()\n`)}`,
  'statements on one line': (n) => `${many(n, () => `m.cuda()`, '; ')}\n`,
  'one statement over many lines': (n) => `f(\n${many(n, () => `    m.cuda(),\n`)})\n`,
  'lines that go on': (n) => `x = m.cuda() ${many(n, (i) => `\\\n + a${i}`)}\n`,
  'blank lines': (n) => `m.cuda()\n${'\n'.repeat(n)}m.cuda()\n`,
  'carriage returns': (n) => `${'m.cuda()\r'.repeat(n)}`,
  'one name set many times': (n) => many(n, (i) => `d = 'cuda:${i}'\nm.to(d)\n`),
  'names set from the one before': (n) => `a0 = 'cuda'\n${many(n, (i) => `a${i + 1} = a${i}\n`)}m.to(a${n})\n`,
  'names joined to the one before': (n) =>
    `a0 = 'cuda'\n${many(n, (i) => `a${i + 1} = a${i} if x else 'cpu'\nm.to(a${i + 1})\n`)}`,
  'a string that grows': (n) => `d = 'cuda'\n${many(n, () => `d += 'x'\n`)}m.to(d)\n`,
  'a list that grows': (n) => `d = []\n${many(n, () => `d = d + ['cuda']\n`)}m.to(d[0])\n`,
  'options of the command line': (n) =>
    `import argparse\np = argparse.ArgumentParser()\n${many(n, (i) => `p.add_argument('--a${i}', default='cuda')\n`)}args = p.parse_args()\n${many(n, (i) => `m.to(args.a${i})\n`)}`,
  'choices of one option': (n) => `p.add_argument('--device', choices=[${many(n, (i) => `'cuda:${i}'`, ', ')}])\n`,
  lambdas: (n) => many(n, (i) => `f${i} = lambda x: x.cuda()\n`),
  'lambdas in lambdas': (n) => `f = ${'lambda x: '.repeat(n)}x.cuda()\n`,
  assertions: (n) => many(n, () => `assert torch.cuda.is_available(), 'needs CUDA'\n`),
  'devices compared': (n) => many(n, (i) => `if device.type == 'cuda':\n    x${i} = 1\n`),
  'types cast': (n) => many(n, (i) => `x${i} = torch.zeros(2, dtype=torch.float64).to('mps')\n`),
  'operators missing': (n) => many(n, (i) => `x${i} = torch.linalg.eig(a.to('mps'))\n`),
  globals: (n) => `d = 'cuda'\n${many(n, (i) => `def f${i}():\n    global d\n    d = 'cuda:${i}'\n`)}m.to(d)\n`,
  'unclosed brackets': (n) => `m.cuda()\n${'('.repeat(n)}`,
  'closing brackets': (n) => `m.cuda()\n${')'.repeat(n)}`,
  'unclosed strings': (n) => `m.cuda()\n${many(n, () => `x = "cuda\n`)}`,
  'errors everywhere': (n) => many(n, () => `m.cuda() = = )\n`),
  'words of no language': (n) => `m.cuda()\n${'cuda '.repeat(n)}\n`,
  annotations: (n) => many(n, (i) => `x${i}: torch.cuda.FloatTensor = torch.cuda.FloatTensor(2)\n`),
  'the environment': (n) => many(n, (i) => `os.environ['CUDA_VISIBLE_DEVICES'] = '${i}'\n`),
  'commands run': (n) => many(n, () => `os.system('nvidia-smi')\nsubprocess.run(['nvcc', '-V'])\n`),
}

describe('Python grows in time as in size', () => {
  test.each(Object.entries(PYTHON))('%s', async (_, code) => {
    expect(await slowGrowth({ files: (size) => ({ 'a.py': `import torch\n${code(size)}` }) })).toBeUndefined()
  })
})

const PROJECTS: Readonly<Record<string, (size: number) => Readonly<Record<string, string>>>> = {
  'modules that import the next': (n) =>
    numbered(n, (i) => [`m${i}.py`, `import torch\nimport m${i + 1}\ndef f(): m.cuda()\n`]),
  'modules that import names of the next': (n) =>
    numbered(n, (i) => [`m${i}.py`, i === n - 1 ? `d = 'cuda'\n` : `from m${i + 1} import d\nm.to(d)\n`]),
  'modules that import all of the next': (n) =>
    numbered(n, (i) => [`m${i}.py`, i === n - 1 ? `d = 'cuda'\n` : `from m${i + 1} import *\nm.to(d)\n`]),
  'modules that import one': (n) => ({
    ...numbered(n, (i) => [`m${i}.py`, `import one\none.f('cuda')\n`]),
    'one.py': 'import torch\ndef f(d): m.to(d)\n',
  }),
  'one that imports all': (n) => ({
    ...numbered(n, (i) => [`m${i}.py`, `import torch\ndef f(x): return x.cuda()\n`]),
    'main.py': many(n, (i) => `import m${i}\nm${i}.f(1)\n`),
  }),
  'packages in packages': (n) => numbered(n, (i) => [`a/b${i}/c/__init__.py`, `from ...b0.c import x\nx.cuda()\n`]),
  scripts: (n) => numbered(n, (i) => [`s${i}.py`, `import torch\nif __name__ == '__main__':\n    m.cuda()\n`]),
  'files of one name': (n) => numbered(n, (i) => [`p${i}/util.py`, `import util\nimport torch\nutil.x.cuda()\n`]),
  'cells of a notebook': (n) => ({
    'a.ipynb': JSON.stringify({ cells: Array.from({ length: n }, () => cell(['import torch\n', 'm.cuda()'])) }),
  }),
  'lines of a cell': (n) => ({
    'a.ipynb': JSON.stringify({ cells: [cell(Array.from({ length: n }, () => 'torch.ones(2).cuda()\n'))] }),
  }),
  'commands of a notebook': (n) => ({
    'a.ipynb': JSON.stringify({
      cells: [cell(Array.from({ length: n }, (_, i) => `!pip install torch flash-attn a${i}\n`))],
    }),
  }),
  'magics of a notebook': (n) => ({
    'a.ipynb': JSON.stringify({
      cells: Array.from({ length: n }, () => cell(['%%time\n', '%env CUDA_VISIBLE_DEVICES=0\n', 'm.cuda()'])),
    }),
  }),
  'a cell on one line': (n) => ({
    'a.ipynb': JSON.stringify({ cells: [{ cell_type: 'code', source: 'torch.ones(2).cuda()\n'.repeat(n) }] }),
  }),
  'remarks of a notebook': (n) => ({
    'a.ipynb': JSON.stringify(
      {
        cells: Array.from({ length: n }, () => cell(['m.cuda()  # acclimate: ignore[a/b] so it is\n'])),
      },
      undefined,
      1,
    ),
  }),
}

function cell(source: readonly string[]) {
  return { cell_type: 'code', source, outputs: [], metadata: {} }
}

describe('projects grow in time as in size', () => {
  test.each(Object.entries(PROJECTS))('%s', async (_, files) => {
    expect(await slowGrowth({ files })).toBeUndefined()
  })
})
