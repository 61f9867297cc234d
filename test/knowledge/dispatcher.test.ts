import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { pythonStatus } from '../../src/knowledge/operators.ts'
import { registeredIn } from '../../tools/knowledge/operators/release.mjs'
import { compiledKnowledge } from './compiled.ts'

const RELEASE = '2.13.0'
const knowledge = compiledKnowledge()
const python = '.venv/bin/python'
const isThere =
  spawnSync(python, ['-c', `import torch, sys; sys.exit(not torch.__version__.startswith('${RELEASE}'))`]).status === 0

/** The column of the release that the tests install, without operators that it does not have. */
function column(folder: string): ReadonlyMap<string, string> {
  const [head = '', ...rows] = readFileSync(join(folder, 'operators.tsv'), 'utf8').trimEnd().split('\n')
  const place = (head.split('\t')[1] ?? '').split(' ').indexOf(RELEASE)
  const letters = rows.map((row) => row.split('\t')).map(([name = '', all = '']) => [name, all[place] ?? '-'] as const)
  return new Map(letters.filter(([, letter]) => letter !== '-'))
}

/** For each operator of the real dispatcher, which composite kernels it holds. */
function dispatcher(): ReadonlyMap<string, readonly string[]> {
  const kernels: Readonly<Record<string, readonly string[]>> = JSON.parse(
    execFileSync(python, ['test/knowledge/dispatcher.py'], { encoding: 'utf8', maxBuffer: 1 << 26 }),
  )
  return new Map(Object.entries(kernels))
}

/** Operators with kernels for MPS in Python, which neither the dispatcher of this machine nor native_functions.yaml knows, with their other forms. */
function isInPython(): (operator: string) => boolean {
  const find = 'import torch, os; print(os.path.dirname(torch.__file__))'
  const root = execFileSync(python, ['-c', find], { encoding: 'utf8' }).trim()
  const modules = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.py'))
  const names = new Set(
    modules.flatMap((path) => registeredIn(readFileSync(join(root, path), 'utf8'))).map(withoutForm),
  )
  return (operator) => names.has(withoutForm(operator))
}

function withoutForm(operator: string): string {
  return operator.replace(/\..*$/, '')
}

/** Registered by hand in C++, without an entry in native_functions.yaml. */
const BY_HAND = /^(?:get_gradients|quantized_(?:gru|lstm)\..+)$/

describe.skipIf(!isThere)('the table of operators and the dispatcher of the PyTorch that is installed', () => {
  const table = column('knowledge/pytorch')
  const registered = isThere ? dispatcher() : new Map<string, readonly string[]>()

  it('know the same operators', () => {
    expect([...table.keys()].filter((name) => !registered.has(name))).toEqual([])
    expect([...registered.keys()].filter((name) => !table.has(name) && !BY_HAND.test(name))).toEqual([])
  })

  it('agree on what is composed of other operators', () => {
    const isOurs = isInPython()
    const composed = [...table].filter(([name, letter]) => letter === 'c' && !isOurs(name)).map(([name]) => name)

    expect(composed.filter((name) => registered.get(name)?.length === 0)).toEqual([])
  })

  it('agree that nothing else is taken apart before it reaches a backend', () => {
    const lacking = [...table].filter(([, letter]) => letter === 'm' || letter === 'x').map(([name]) => name)

    expect(lacking.filter((name) => registered.get(name)?.includes('CompositeImplicitAutograd'))).toEqual([])
  })
})

describe.skipIf(!isThere)('the tests that come with PyTorch', () => {
  it('expect to fail on MPS, whatever the number type, what is said to be missing there', () => {
    const find = "import torch, os; print(os.path.dirname(torch.__file__) + '/testing/_internal/common_mps.py')"
    const file = execFileSync(python, ['-c', find], { encoding: 'utf8' }).trim()
    const failing =
      /UNIMPLEMENTED_XFAILLIST[^{]*\{([^}]*)\}/.exec(readFileSync(file, 'utf8').replace(/#.*$/gm, ''))?.[1] ?? ''
    const names = [...failing.matchAll(/"([^"]+)": None/g)].map(([, name = '']) => `torch.${name}`)
    const statuses = names
      .filter((name) => Object.hasOwn(knowledge.operators.python, name))
      // What fails for want of 64-bit floats, or inside a function that is composed in Python, has its operators.
      .filter((name) => !/^torch\.(?:masked|double|cdouble)/.test(name))
      .map((name) => [name, pythonStatus(knowledge, name, RELEASE)])

    expect(statuses.length).toBeGreaterThan(25)
    expect(statuses.filter(([, status]) => status === 'native')).toEqual([])
  })
})

describe.skipIf(!isThere)('the generator', () => {
  it('makes the shipped column again from the file of that release', { timeout: 60_000 }, () => {
    const folder = mkdtempSync(join(tmpdir(), 'acclimate-operators-'))
    mkdirSync(join(folder, 'knowledge/pytorch'), { recursive: true })
    const yaml = join(folder, `native_functions-${RELEASE}.yaml`)
    const packaged = "import torchgen, os; print(os.path.dirname(torchgen.__file__) + '/packaged/ATen/native')"
    const source = execFileSync(python, ['-c', packaged], { encoding: 'utf8' }).trim()
    copyFileSync(join(source, 'native_functions.yaml'), yaml)
    execFileSync(process.execPath, [resolve('tools/knowledge/operators.mjs'), yaml], { cwd: folder })

    const made = column(join(folder, 'knowledge/pytorch'))
    const shipped = column('knowledge/pytorch')
    const isOurs = isInPython()
    // What MPS hands to the CPU by itself stands in no such file, only in the library of a wheel for Macs.
    const differing = [...shipped].filter(
      ([name, letter]) => letter !== 'f' && !isOurs(name) && made.get(name) !== letter,
    )

    expect(made.size).toBe(shipped.size)
    expect(differing).toEqual([])
  })
})
