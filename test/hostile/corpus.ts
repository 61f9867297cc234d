import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { tree } from '../files/tree.ts'

/** Bytes of files that are too large to be read. */
const HUGE = 20_500_000
const SMALL_FILES = 10_000
/** Levels at which a reader that calls itself runs out of stack. */
const DEEP = 100_000

const nested = (levels: number, open: string, close: string) => open.repeat(levels) + close.repeat(levels)

/** YAML whose aliases unfold to ten to the ninth words. */
const LAUGHS = `${Array.from({ length: 9 }, (_, level) => {
  const item = level === 0 ? 'ha' : `*a${level - 1}`
  return `a${level}: &a${level} [${Array.from({ length: 10 }, () => item).join(', ')}]`
}).join('\n')}\n`

/** Files that cannot be read, or not wholly: each must be said. */
const UNREADABLE: Readonly<Record<string, string | Uint8Array | { readonly link: string }>> = {
  'bytes/invalid.py': Buffer.from([0x78, 0x20, 0x3d, 0x20, 0x22, 0xff, 0xfe, 0x22]),
  'bytes/nul.py': 'x = 1\0\n',
  'huge/line.py': `x = "${'a'.repeat(HUGE)}"`,
  'huge/line.json': `["${'a'.repeat(HUGE)}"]`,
  'huge/notebook.ipynb': `{"cells": [], "x": "${'a'.repeat(HUGE)}"}`,
  'links/circle': { link: '..' },
  'links/out': { link: '/usr' },
  'links/nowhere.py': { link: 'gone' },
  'broken/pyproject.toml': '[project]\nname = "x"\ndependencies = ["torch',
  'broken/Pipfile.lock': '{"default": {"torch": {"version": "==2.6',
  'broken/poetry.lock': '[[package]]\nname = "torch"\nversion = "2.',
  'broken/uv.lock': '[[package]\n',
  'broken/cut.ipynb': '{"cells": [{"cell_type": "code", "source": ["import torch',
}

/** Files that are odd but can be read, or that nobody need mention. */
const ODD: Readonly<Record<string, string | Uint8Array>> = {
  'bytes/bom.py': '\uFEFFimport torch\r\nx = torch.zeros(1).cuda()\r\n',
  'bytes/wide.py': Buffer.from('\uFEFFimport torch\n', 'utf16le'),
  'bytes/mac.py': 'import torch\rx = 1\r',
  'bytes/empty.py': '',
  'nested/fifty.json': nested(50, '[', ']'),
  'nested/fifty.toml': `a = ${nested(50, '[', ']')}`,
  'nested/fifty.yaml': nested(50, '[', ']'),
  'nested/deep.json': nested(DEEP, '[', ']'),
  'nested/deep.yaml': nested(DEEP, '{a: ', '}'),
  'nested/deep/pyproject.toml': `a = ${nested(DEEP, '[', ']')}`,
  'nested/deep/environment.yml': `dependencies: ${nested(DEEP, '[', ']')}`,
  'nested/calls.py': `x = ${nested(DEEP, 'f(', ')')}`,
  'nested/sum.py': `x = ${'1 + '.repeat(DEEP)}1`,
  'nested/blocks.py': Array.from({ length: 200 }, (_, depth) => `${' '.repeat(depth)}if x:\n`).join(''),
  'nested/open.py': '('.repeat(DEEP),
  'laughs/config.yaml': LAUGHS,
  'laughs/environment.yml': `${LAUGHS}dependencies: *a8\n`,
  'laughs/docker-compose.yml': `${LAUGHS}services: *a8\n`,
  'notebooks/empty.ipynb': '',
  'notebooks/bare.ipynb': '{}',
  'notebooks/list.ipynb': '[]',
  'notebooks/strange.ipynb': '{"cells": [null, 3, {"cell_type": "code"}, {"cell_type": "code", "source": 5}]}',
  'circles/requirements.txt': '-r requirements.txt\n-r more.txt\ntorch\n',
  'circles/more.txt': '-r requirements.txt\n-c ../../../../etc/passwd\n',
  'circles/a.py': 'from b import *\nfrom b import x\n',
  'circles/b.py': 'from a import *\nfrom a import x\nclass A(A): pass\n',
  'circles/loop.py': 'def f(x=None):\n    return f(x)\ny = f()\ny = y\n',
  'slow/requirements.txt': `torch${' '.repeat(50_000)}x\n${'a-'.repeat(50_000)}\n${'('.repeat(50_000)}\n`,
  'slow/comment.dockerfile': '#'.repeat(100_000),
  'slow/setup.cfg': `a${' '.repeat(50_000)}x\n`,
  'slow/Makefile': `\t${' '.repeat(50_000)}x\n\tnvcc\n`,
  'slow/Dockerfile': `FROM $A\nARG A=$A$A\nRUN ${'\\\n'.repeat(50_000)}`,
  'slow/run.sh': `${'$('.repeat(20_000)}\n${'"'.repeat(20_001)}\n`,
  'slow/.gitignore': `${'*a'.repeat(30)}b\n${'**/'.repeat(30)}x\n[\n\\\n!\n`,
  'slow/kernel.cu': `${'/*'.repeat(50_000)}\n${'<<<'.repeat(50_000)}\n`,
  [`slow/${'a'.repeat(250)}`]: '',
  'names/bundle.zip': 'not a zip',
  'names/wheel.whl/METADATA': 'Name: x',
  'names/..%2f..%2fetc%2fpasswd.py': 'import torch\n',
  'names/C:\\windows.py': 'import torch\n',
  'names/\u001B[31m\nred.py': 'import torch\nx.cuda()\n',
  'names/__proto__/constructor.py': 'import torch\nx = {}["__proto__"]\n',
  'names/toString.py': 'from constructor import __proto__, hasOwnProperty\n',
}

export interface Corpus {
  readonly root: string
  /** Paths that the report must name as unread. */
  readonly unreadable: readonly string[]
}

/**
 * A project such as nobody should have to read.
 *
 * @param smallFiles - how many harmless files there are besides
 */
export function hostileCorpus(smallFiles = SMALL_FILES): Corpus {
  const root = tree({ ...ODD, ...UNREADABLE })
  const unreadable = Object.keys(UNREADABLE)
  execFileSync('mkfifo', [join(root, 'links/pipe.py')])
  mkdirSync(join(root, 'names/train.py'))
  unreadable.push('links/pipe.py', 'names/train.py', 'slow/.gitignore')
  // Whoever is root can read everything.
  if (process.getuid?.() !== 0) {
    writeFileSync(join(root, 'locked.py'), 'x = 1\n')
    chmodSync(join(root, 'locked.py'), 0o000)
    unreadable.push('locked.py')
  }
  for (let index = 0; index < smallFiles; index++) {
    const folder = join(root, `many/${index % 100}`)
    if (index < 100) mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, `m${index}.py`), `import torch\nx = torch.zeros(${index})\n`)
  }
  return { root, unreadable }
}
