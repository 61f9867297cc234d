import { describe, expect, it } from 'vitest'
import { shown } from './shown.ts'

const KERNELS = 'show("kernels")\n'
const GUARDED = 'import torch\nif torch.cuda.is_available():\n    from . import kernels\n'

describe('a module that is imported only where there is CUDA', () => {
  it('is dead with all that it imports', () => {
    const files = {
      'pkg/__init__.py': '',
      'pkg/main.py': GUARDED,
      'pkg/kernels.py': `from .parts import x\n${KERNELS}def f():\n    show("called by nobody")\n`,
      'pkg/parts.py': 'show("part")\n',
    }
    expect(shown(files)).toEqual(['no: part', 'no: kernels', 'no: called by nobody'])
  })

  it('is dead when a function that only such code calls imports it', () => {
    const files = {
      'main.py': 'import torch\ndef patch():\n    from kernels import x\nif torch.cuda.is_available():\n    patch()\n',
      'kernels.py': KERNELS,
    }
    expect(shown(files)).toEqual(['no: kernels'])
  })

  it('is dead behind an import that fails', () => {
    const files = {
      'main.py': 'try:\n    import triton\n    from kernels import f\nexcept ImportError:\n    f = None\n',
      'kernels.py': KERNELS,
    }
    expect(shown(files)).toEqual(['no: kernels'])
  })

  it('cannot be imported where it imports what is missing, and what catches that runs', () => {
    const files = {
      'main.py':
        'try:\n    from fast import f\n    show("fast")\nexcept ImportError:\n    show("slow")\ntry:\n    import plain\n    show("plain")\nexcept ImportError:\n    show("none")\n',
      'fast.py': 'from kernels import f\n',
      'kernels.py': 'import triton\ndef f():\n    pass\n',
      'plain.py': 'try:\n    import triton\nexcept ImportError:\n    triton = None\n',
    }
    expect(shown(files)).toEqual(['no: fast', 'yes: slow', 'yes: plain', 'maybe: none'])
  })

  it('takes its package with it when nobody else needs that', () => {
    const files = {
      'pkg/__init__.py': 'show("root")\n',
      'pkg/main.py': 'import torch\nif torch.cuda.is_available():\n    from pkg.cuda.kernels import x\n',
      'pkg/cuda/__init__.py': 'show("package")\n',
      'pkg/cuda/kernels.py': KERNELS,
    }
    expect(shown(files)).toEqual(['yes: root', 'no: kernels', 'no: package'])
  })
})

describe('a module lives', () => {
  const cases: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'when something else imports it': { 'pkg/other.py': 'def f():\n    from .kernels import x\n' },
    'when it can be run': { 'pkg/kernels.py': `${KERNELS}if __name__ == "__main__":\n    pass\n` },
    'when it is imported by its name': {
      'pkg/other.py': 'import importlib\nimportlib.import_module("pkg.kernels")\n',
    },
    'when a beginning of its name is known': {
      'pkg/other.py': 'from importlib import import_module\nimport_module(f"pkg.{kind}")\n',
    },
    'when a table of lazy imports has it': {
      'pkg/__init__.py': 'sys.modules[__name__] = _LazyModule(__name__, {"kernels": ["x"]})\n',
    },
    'when its folder is gone through': {
      'pkg/__init__.py': 'for f in os.listdir(here):\n    importlib.import_module(f)\n',
    },
    'when an import that was not understood may mean it': { 'tools/other.py': 'from kernels import y\n' },
    'when the other import is for type checkers': {
      'pkg/main.py': 'from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from . import kernels\n',
    },
  }
  it.each(Object.entries(cases))('%s', (_, own) => {
    const files = { 'pkg/__init__.py': '', 'pkg/main.py': GUARDED, 'pkg/kernels.py': KERNELS, ...own }
    expect(shown(files)).toEqual(['yes: kernels'])
  })

  it('perhaps, when an unknown condition decides or an option that is off', () => {
    const files = {
      'main.py':
        'import argparse\np = argparse.ArgumentParser()\np.add_argument("--a", default=False)\nargs = p.parse_args()\nif args.a:\n    import one\nif given:\n    import two\n',
      'one.py': 'show(1)\n',
      'two.py': 'show(2)\n',
    }
    expect(shown(files)).toEqual(['maybe: 1', 'maybe: 2'])
  })

  it('when it is in a circle that nothing enters', () => {
    const files = {
      'a.py': 'import torch\nshow("a")\nimport b\n',
      'b.py': 'if torch.cuda.is_available():\n    import a\nimport a\n',
    }
    expect(shown(files)).toEqual(['yes: a'])
  })
})
