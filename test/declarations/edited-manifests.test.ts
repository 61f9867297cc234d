import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { leaveOutOnMacs, replaceOnMacs } from '../../src/audit/packages/manifest-edits.ts'
import { applyEdits } from '../../src/edit/apply.ts'
import { format as condaEnvironment } from '../../src/project/declarations/conda-environment/index.ts'
import { format as pipfile } from '../../src/project/declarations/pipfile/index.ts'
import { format as pyprojectToml } from '../../src/project/declarations/pyproject-toml/index.ts'
import { format as requirementsTxt } from '../../src/project/declarations/requirements-txt/index.ts'
import { format as setupCfg } from '../../src/project/declarations/setup-cfg/index.ts'
import type { Declaration } from '../../src/project/facts.ts'
import { evaluateMarker, parseMarker } from '../../src/project/requirement/marker.ts'

const ABOUT = { safety: 'safe', why: 'so' } as const
const PYTHON = join(import.meta.dirname, '../../.venv/bin/python')

const LINUX = { sys_platform: 'linux', platform_machine: 'x86_64', os_name: 'posix', python_version: '3.11' }
const WINDOWS = { sys_platform: 'win32', platform_machine: 'AMD64', os_name: 'nt', python_version: '3.11' }
const MAC = { sys_platform: 'darwin', platform_machine: 'arm64', os_name: 'posix', python_version: '3.11' }

const comparison = fc.constantFrom(
  "python_version < '3.10'",
  "python_version>='3.8'",
  "sys_platform == 'linux'",
  "(os_name == 'nt' or platform_machine != 'arm64')",
)
const marker = fc.oneof(
  fc.constant(''),
  fc
    .array(fc.tuple(comparison, fc.constantFrom(' and ', ' or ')), { minLength: 1, maxLength: 4 })
    .map((parts) => parts.map(([text, link], index) => (index === 0 ? text : link + text)).join('')),
)
const version = fc.constantFrom('', '==2.7.3', ' >= 2, <3', '[fast]>=2')
const requirement = fc
  .tuple(version, marker, fc.constantFrom(';', ' ; '))
  .map(([bounds, condition, link]) => `flash-attn${bounds}${condition && link + condition}`)

/** A manifest of each format around requirements as PEP 508 writes them, and one in tables. */
const manifests = [
  [requirementsTxt, 'requirements.txt', (text: string) => `numpy\n  ${text}  # fast\n`],
  [
    condaEnvironment,
    'environment.yml',
    (text: string) => `name: a\ndependencies:\n  - pip:\n    - numpy\n    - ${text} # fast\n`,
  ],
  [setupCfg, 'setup.cfg', (text: string) => `[options]\ninstall_requires =\n    numpy\n    ${text}\n`],
  [
    pyprojectToml,
    'pyproject.toml',
    (text: string) => `[project]\nname = "a"\ndependencies = [\n  'numpy', # one\n  "${text}", # fast\n]\n`,
  ],
  [pyprojectToml, 'pyproject.toml', (text: string) => `[dependency-groups]\ngpu = [ "${text}" ]\n`],
  [pipfile, 'Pipfile', (text: string) => `[packages]\nflash-attn = ${tableOf(text)} # fast\n`],
  [pyprojectToml, 'pyproject.toml', (text: string) => `[tool.poetry.dependencies]\nflash-attn = ${tableOf(text)}\n`],
] as const

function tableOf(text: string): string {
  const [, condition] = text.split(/ ?; ?/)
  return condition === undefined ? '"*"' : `{version = "*", markers = "${condition}"}`
}

function declarationsIn([format, path]: (typeof manifests)[number], text: string): readonly Declaration[] {
  const { declarations = [], unread = [] } = format.read({ path, text })
  expect(unread).toEqual([])
  return declarations.filter(({ name }) => name === 'flash-attn')
}

function holds({ marker: condition }: Declaration, environment: typeof MAC): boolean | undefined {
  if (condition === undefined) return true
  const parsed = parseMarker(condition)
  return parsed.ok ? evaluateMarker(parsed.marker, environment) : undefined
}

/** A manifest before and after the edits, each checked to have been made. */
const edited = fc
  .record({ manifest: fc.constantFrom(...manifests), text: requirement, twin: fc.boolean() })
  .map(({ manifest, text, twin }) => {
    const before = manifest[2](text)
    const [declaration] = declarationsIn(manifest, before)
    const isTwin = twin && declaration?.written?.another !== undefined
    const edits = declaration
      ? isTwin
        ? replaceOnMacs(declaration, 'flash-attn==1.0', ABOUT)
        : leaveOutOnMacs(declaration, ABOUT)
      : []
    const made = edits.filter((edit) => edit !== undefined)
    return {
      manifest,
      before,
      isTwin,
      declaration,
      after: applyEdits(before, made),
      complete: made.length === edits.length,
    }
  })

test('an edited manifest asks Linux and Windows for what it asked before, and a Mac for nothing or the other', () => {
  fc.assert(
    fc.property(edited, ({ manifest, declaration, isTwin, after, complete }) => {
      const all = declarationsIn(manifest, after)
      const own = all.filter(({ specifier }) => specifier === declaration?.specifier)
      const others = all.filter((each) => !own.includes(each))
      expect([complete, own.length, others.length]).toEqual([true, 1, isTwin ? 1 : 0])
      for (const environment of [LINUX, WINDOWS]) {
        expect(own.map((each) => holds(each, environment))).toEqual([declaration && holds(declaration, environment)])
        expect(others.map((each) => holds(each, environment))).toEqual(isTwin ? [false] : [])
      }
      expect(own.map((each) => holds(each, MAC))).toEqual([false])
      expect(others.map((each) => holds(each, MAC))).toEqual(isTwin ? [declaration && holds(declaration, MAC)] : [])
    }),
    { numRuns: 500 },
  )
})

/** Reads manifests with Python's own libraries, and says of each requirement whether it holds on Linux. */
const SCRIPT = `
import configparser, json, sys, tomllib
from packaging.requirements import Requirement
from packaging.markers import Marker
LINUX = json.loads(sys.argv[1])
def holds(marker): return marker is None or Marker(str(marker)).evaluate(LINUX)
def of_tables(table):
    return [holds(each.get("markers") if isinstance(each, dict) else None) for each in table.values()]
def outcome(path, text):
    if path.endswith(".cfg"):
        parser = configparser.ConfigParser(); parser.read_string(text)
        lines = parser["options"]["install_requires"].splitlines()
    elif path.endswith(".txt"):
        lines = [line.split("#")[0] for line in text.splitlines()]
    elif path.endswith(".yml"):
        lines = [line.split(" #")[0].strip()[1:] for line in text.splitlines()[3:]]
    else:
        root = tomllib.loads(text)
        if "packages" in root: return of_tables(root["packages"])
        if "tool" in root: return of_tables(root["tool"]["poetry"]["dependencies"])
        lines = root["project"]["dependencies"] if "project" in root else root["dependency-groups"]["gpu"]
    return [holds(Requirement(line.strip()).marker) for line in lines if line.strip()]
print(json.dumps([outcome(*pair) for pair in json.load(sys.stdin)]))
`

test.skipIf(!existsSync(PYTHON))('Python reads an edited manifest, and asks Linux for what it asked before', () => {
  const sample = fc.sample(edited, { numRuns: 300, seed: 1 })
  const read = (which: 'before' | 'after'): readonly boolean[][] => {
    const input = JSON.stringify(sample.map((each) => [each.manifest[1], each[which]]))
    const { stdout, stderr } = spawnSync(PYTHON, ['-I', '-c', SCRIPT, JSON.stringify(LINUX)], {
      input,
      encoding: 'utf8',
    })
    expect(stderr).toBe('')
    return JSON.parse(stdout)
  }
  const before = read('before').map((own) => own.filter(Boolean).length)
  expect(read('after').map((own) => own.filter(Boolean).length)).toEqual(before)
})
