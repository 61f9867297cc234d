import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { observe, shown } from './shown.ts'

describe('a program on a Mac in the mind', () => {
  it('takes the branch that a Mac takes', () => {
    const code = [
      'import sys, torch, platform',
      'if torch.cuda.is_available():\n    show("cuda")\nelif torch.backends.mps.is_available():\n    show("mps")\nelse:\n    show("cpu")',
      'if sys.platform == "win32": show("windows")',
      'show(platform.system())',
      'show("a" if torch.cuda.device_count() > 1 else "b")',
      'show(torch.device("cuda" if torch.cuda.is_available() else "cpu"))',
    ]
    const expected = ['no: cuda', 'yes: mps', 'no: cpu', 'no: windows', 'yes: Darwin', 'yes: b', 'yes: <cpu>']
    expect(shown(code.join('\n'))).toEqual(expected)
  })

  it('carries values through functions, defaults, classes and modules', () => {
    const files = {
      'pkg/__init__.py': 'from .devices import pick\n',
      'pkg/devices.py':
        'import torch\ndef pick(name=None):\n    if name:\n        return name\n    return "cuda" if torch.cuda.is_available() else "cpu"\n',
      'main.py': [
        'from pkg import pick as choose',
        'class Runner:\n    def __init__(self, device="cuda"):\n        self.device = device\n    def run(self):\n        show(self.device)',
        'Runner(choose()).run()',
        'show(choose())',
      ].join('\n'),
    }
    expect(shown(files)).toEqual(['yes: cpu', 'yes: cpu'])
  })

  it('knows what cannot be imported', () => {
    const code =
      'try:\n    import triton\n    HAS = True\nexcept ImportError:\n    HAS = False\nshow(HAS)\nif HAS:\n    show(1)\n'
    expect(shown(code)).toEqual(['yes: false', 'no: 1'])
  })

  it('does not take for given what a function may not find', () => {
    const code = [
      'import importlib.util, shutil, sys',
      'def has(name):\n    return importlib.util.find_spec(name) is not None',
      'if has(sys.argv[1]): show("asked for")',
      'if shutil.which("nvcc") is not None: show("compiler")',
      'if importlib.util.find_spec("triton") is not None: show("triton")',
    ]
    expect(shown(code.join('\n'))).toEqual(['maybe: asked for', 'maybe: compiler', 'no: triton'])
  })

  it('reads on behind a refusal for want of CUDA, and not behind an early return', () => {
    const code = [
      'import torch',
      'def a():\n    if not torch.cuda.is_available():\n        raise RuntimeError\n    show("after")',
      'def b():\n    if not torch.cuda.is_available():\n        return None\n    show("never")',
    ]
    expect(shown(code.join('\n'))).toEqual(['yes: after', 'no: never'])
  })

  it('follows the options of the command line', () => {
    const code = [
      'import argparse',
      'parser = argparse.ArgumentParser()',
      'parser.add_argument("--device", default="cuda")',
      'show(parser.parse_args().device)',
    ]
    expect(shown(code.join('\n'))).toEqual(['yes: cuda'])
  })

  it('takes an option that is off by default for one that may be on', () => {
    const code = [
      'import argparse',
      'parser = argparse.ArgumentParser()',
      'parser.add_argument("--fast", default=False)',
      'class Settings:\n    fast: bool = False',
      'def run(settings: Settings):\n    if settings.fast:\n        show("field")',
      'if parser.parse_args().fast:\n    show("option")',
    ]
    expect(shown(code.join('\n'))).toEqual(['maybe: option', 'maybe: field'])
  })

  it('looks at the parts of a condition that is not known as a whole', () => {
    const code =
      'import torch\nif torch.cuda.is_available() or flag:\n    pass\nif not torch.cuda.is_available() and flag:\n    show(1)\n'
    const call = observe({ 'main.py': code }).find((seen) => seen.kind === 'call' && seen.positional.length > 0)
    expect(call?.guards.map(({ value, basis }) => [value, basis.length])).toEqual([
      [true, 1],
      [undefined, 0],
    ])
  })

  it('follows what is appended to a list', () => {
    const code = [
      'import torch',
      'found = []',
      'for i in names:\n    found.append((torch.device("cpu"), i))',
      'for pair in found:\n    show(pair[0])',
      'other = []\nother.extend(found)\nif other:\n    show("some")',
    ]
    expect(shown(code.join('\n'))).toEqual(['yes: <cpu>', 'maybe: some'])
  })

  it('knows that calls were left out where a module imports a function and does not call it', () => {
    const files = {
      'a.py': 'def f(flag=False):\n    if flag:\n        show("f")\n',
      'b.py': 'from a import f\nf(False)\n',
    }
    expect(shown(files)).toEqual(['no: f'])
    expect(shown({ ...files, 'c.py': 'from a import f\n' })).toEqual(['maybe: f'])
  })

  it('does not take a module of the project for a package', () => {
    const files = {
      'utils/__init__.py': '',
      'utils/torch.py': 'def is_available():\n    return True\n',
      'main.py': 'import torch\nshow(torch.cuda.is_available())\n',
    }
    expect(shown(files)).toEqual(['yes: false'])
  })

  it('looks for modules in the folder of a program first, though that is a package', () => {
    const files = {
      'app/__init__.py': '',
      'app/train.py': "from torch.loop import run\nif __name__ == '__main__':\n    run()\n",
      'app/torch/__init__.py': '',
      'app/torch/base.py': "DEVICE = 'cuda'\n",
      'app/torch/loop.py': 'from torch.base import DEVICE\ndef run():\n    show(DEVICE)\n',
      'lib/__init__.py': '',
      'lib/torch/__init__.py': '',
      'lib/torch/cuda.py': 'def is_available():\n    return True\n',
      'lib/torch/ops.py': 'import torch\nshow(torch.cuda.is_available())\n',
    }
    expect(shown(files)).toEqual(['yes: cuda', 'yes: false'])
  })

  it('ends on recursion, circles of imports and long chains', () => {
    const files = {
      'a.py': 'from b import g\ndef f(x):\n    return g(f(x))\nshow(f("cuda"))\n',
      'b.py': 'from a import f\ndef g(x):\n    return f(x)\n',
      'c.py': `x${'.a()'.repeat(120)}\nclass A(A): pass\nA().x.y\n`,
    }
    expect(shown(files)).toHaveLength(1)
  })

  it('never throws, whatever the program', () => {
    const scraps = fc.constantFrom(
      'import torch\n',
      'x = 1\n',
      'x = x.y[x](x, *x, **x)\n',
      'def f(a=f, *b, c, **d): return f(*b)\n',
      'f(f)\n',

      'class C(C, f): z = C\n',
      'C().z = C()\n',
      'with f() as (a, b): del a\n',
      'for x in f: x = f\n',
      'global x\n',

      'try:\n  f()\nexcept (A, B) as e:\n  raise\nfinally:\n  pass\n',
      'x = [y for y in x if torch.cuda.is_available()]\n',

      'x = lambda: x()\n',
      'match x:\n  case {"a": [1, *_]}: x()\n',
      'assert torch.cuda.is_available(), x\n',
      'x: int = f\n',
      'a = b = c = {**a, "b": a}\n',
      'from . import x\n',
      'from .. import *\n',
      'x += f"{x:{x}}"\n',
    )
    const code = fc.array(scraps, { maxLength: 25 })
    fc.assert(
      fc.property(code, (parts) => void observe({ 'p/q.py': parts.join('') })),
      { numRuns: 200 },
    )
  })
})

describe('names that every object of JavaScript has', () => {
  it('are names like any other', () => {
    const names = ['constructor', 'toString', 'valueOf', '__proto__', 'hasOwnProperty']
    const uses = names.map(
      (name) =>
        `import ${name}\n${name}(1)\nx.${name}(${name}="cuda")\nx = torch.zeros(1).${name}()\nt.to("${name}", dtype="${name}")\n`,
    )
    expect(() => observe({ 'main.py': `import torch\n${uses.join('')}` })).not.toThrow()
  })
})
