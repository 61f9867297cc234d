import { describe, expect, test } from 'vitest'
import { valueAt, textAt, type Document } from '../../src/project/declarations/placed.ts'
import { readToml } from '../../src/project/declarations/toml.ts'
import { readYaml } from '../../src/project/declarations/yaml.ts'
import { format as conda } from '../../src/project/declarations/conda-environment/index.ts'
import { format as pyproject } from '../../src/project/declarations/pyproject-toml/index.ts'
import { format as uvLock } from '../../src/project/declarations/uv-lock/index.ts'

function found({ root }: Document, text: string, ...path: readonly string[]): string | undefined {
  const value = valueAt(root, ...path)
  return value && text.slice(value.at, value.end)
}

describe('places of values', () => {
  test('in TOML, however a table is written', () => {
    const text = "a.b = 1\n[c.d]\ne = [2, { f.g = \"x\" }]\n[[h]]\ni = 3\n[[h]]\ni = 3.10\n[h.j]\nk = '''y'''\n"
    const document = readToml({ path: 'a.toml', text })
    expect(found(document, text, 'a', 'b')).toBe('1')
    expect(found(document, text, 'c', 'd', 'e')).toBe('[2, { f.g = "x" }]')
    const second = valueAt(document.root, 'h')
    expect(second?.kind === 'list' && second.items.map((item) => textAt(item, 'i'))).toEqual(['3', '3.10'])
    expect(second?.kind === 'list' && textAt(second.items[1], 'j', 'k')).toBe('y')
  })

  test('in a TOML file too large for exact places they are on the right line', () => {
    const filler = `# ${'x'.repeat(300 * 1024)}\n`
    const text = `${filler}[project]\nname = "a"\ndependencies = [\n  "torch>=2",\n  "einops",\n]\n`
    const sites = pyproject.read({ path: 'pyproject.toml', text }).declarations?.map(({ site }) => site.excerpt)
    expect(sites).toEqual(['"torch>=2",', '"einops",'])
  })

  test('in YAML, through an alias', () => {
    const text = 'a: &x [1, 2.10]\nb: *x\n'
    expect(found(readYaml({ path: 'a.yml', text }), text, 'b')).toBe('[1, 2.10]')
  })
})

describe('what is broken', () => {
  test('a broken manifest says where', () => {
    const { unread } = pyproject.read({ path: 'pyproject.toml', text: '[project]\nname = "a\n' })
    expect(unread).toEqual([{ file: 'pyproject.toml', line: 2, reason: expect.stringMatching(/^not valid TOML: /) }])
  })

  test('a broken package of a lock leaves the others', () => {
    const text =
      '[[package]]\nname = "a"\nversion = "1"\n\n[[package]]\nname = "b\n\n[[package]]\nname = "c"\nversion = "3"\n'
    const { locked, unread } = uvLock.read({ path: 'uv.lock', text })
    expect(locked?.map(({ name, site }) => [name, site.line])).toEqual([
      ['a', 2],
      ['c', 9],
    ])
    expect(unread?.map(({ line }) => line)).toEqual([6])
  })

  test('a broken environment is read as far as it goes', () => {
    const { declarations, unread } = conda.read({
      path: 'environment.yml',
      text: 'dependencies:\n  - pytorch\n  - "numpy\n',
    })
    expect(declarations?.map(({ name }) => name)).toContain('pytorch')
    expect(unread?.[0]?.line).toBeGreaterThan(1)
  })

  test.each([
    ['environment.yml', 'dependencies:\n  - python\n', true],
    ['envs/train-env.yaml', 'dependencies: [pip]\n', true],
    ['conda/cuda.yml', 'channels: [pytorch]\ndependencies:\n\n  # for training\n- python\n', true],
    ['dependencies.yaml', 'channels:\n  - rapidsai\ndependencies:\n  build:\n    common: []\n', false],
    ['Chart.yaml', 'dependencies:\n  - name: redis\n', false],
    ['environment.json', 'dependencies:\n  - python\n', false],
  ])('%s with %j', (path, text, expected) => {
    expect(conda.recognises(path, text)).toBe(expected)
  })
})
