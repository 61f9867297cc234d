import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluateMarker, parseMarker, type MarkerEnvironment } from '../../src/project/requirement/marker.ts'
import { parseRequirement, type Requirement } from '../../src/project/requirement/requirement.ts'
import { isReference, parseReference } from '../../src/project/requirement/reference.ts'
import { satisfies } from '../../src/project/requirement/satisfies.ts'
import { understandRequirement } from '../../src/project/requirement/understand.ts'
import { environmentOf } from './environment.ts'
import { oracle, type Outcomes, type RecordedRequirement } from './oracle.ts'

const sorted = (texts: readonly string[]) => [...new Set(texts)].toSorted()

function outcomesOf(text: string): Outcomes | null {
  const parsed = parseMarker(text)
  if (!parsed.ok) return null
  return Object.fromEntries(
    Object.entries(oracle.environments).map(([name, variables]) => [
      name,
      evaluateMarker(parsed.marker, environmentOf(variables)) ?? null,
    ]),
  )
}

function comparable({ name, rawName, extras, specifier, url, marker }: Requirement): RecordedRequirement {
  return {
    name,
    rawName,
    extras: sorted(extras),
    specifier: specifier.split(',').filter(Boolean).toSorted(),
    url: url ?? null,
    marker: marker === undefined ? null : outcomesOf(marker),
  }
}

describe('agrees with packaging on', () => {
  it.each(Object.entries(oracle.requirements))('the requirement %j', (line, recorded) => {
    const parsed = parseRequirement(line)
    expect(parsed.ok ? comparable(parsed.requirement) : null).toEqual(
      recorded && { ...recorded, specifier: sorted(recorded.specifier) },
    )
  })

  it.each(Object.entries(oracle.markers))('the marker %j', (text, recorded) => {
    expect(outcomesOf(text)).toEqual(recorded)
  })

  it.each(Object.entries(oracle.specifiers))('the specifier %j', (text, recorded) => {
    const outcomes = oracle.versions.map((version) => [version, satisfies(version, text)])
    const expected = oracle.versions.map((version) => [version, recorded?.includes(version)])
    expect(outcomes).toEqual(expected)
  })
})

describe('whatever the text', () => {
  const piece = fc.constantFrom(
    'name',
    '[a,b]',
    '>=1.0',
    '==2.*',
    '~=',
    ',',
    ' ',
    ';',
    '(',
    ')',
    '@',
    "'linux'",
    'sys_platform',
    'in',
    'not in',
    'and',
    'or',
    '==',
    'extra',
    '"',
    '#',
    '\\',
    '://',
    '/',
    '.',
    '-',
    '+cu118',
    '.whl',
    '#egg=',
    '\n',
    '\u00e9',
    '=',
    '*',
  )
  const text = fc.oneof(
    fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join('')),
    fc.string({ unit: 'binary', maxLength: 200 }),
  )

  it('requirements and markers are read or refused at a place within it', () => {
    fc.assert(
      fc.property(text, (line) => {
        const places = [parseRequirement(line), parseMarker(line)].map((result) => (result.ok ? 0 : result.at))
        expect(Math.max(...places)).toBeLessThanOrEqual(line.length)
        understandRequirement(line)
        if (isReference(line)) parseReference(line)
        satisfies('1.0', line)
        satisfies(line, '>=1.0')
      }),
      { numRuns: 2000 },
    )
  })

  it('what was read reads the same again', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(oracle.requirements)), (line) => {
        const first = parseRequirement(line)
        fc.pre(first.ok)
        const { name, extras, specifier, url, marker } = first.requirement
        const written = `${name}[${extras}]${specifier}${url ? ` @ ${url}` : ''}${marker ? ` ; ${marker}` : ''}`
        const second = parseRequirement(written)
        expect(second.ok && second.requirement).toEqual({ ...first.requirement, rawName: name })
      }),
    )
  })

  it.each([
    ['parentheses', `a; ${'('.repeat(4000)}os_name == 'nt'`],
    ['conjunctions', `a; ${"os_name == 'nt' and ".repeat(300)}os_name == 'nt'`],
    ['digits', `a==${'1'.repeat(8000)}x`],
    ['dots', `a${'.'.repeat(8000)}`],
    ['clauses', `a${'>=1,'.repeat(2000)}`],
    ['commas', `a[${'b,'.repeat(4000)}]`],
    ['blanks', `a${' '.repeat(8000)}!`],
    ['length', 'a'.repeat(1_000_000)],
  ])('many %s take no time', (_, line) => {
    const start = performance.now()
    parseRequirement(line)
    understandRequirement(line)
    expect(performance.now() - start).toBeLessThan(2_000)
  })
})

function holds(text: string, environment: MarkerEnvironment) {
  const parsed = parseMarker(text)
  return parsed.ok ? evaluateMarker(parsed.marker, environment) : 'not a marker'
}

describe('three values', () => {
  it.each([
    ["sys_platform == 'darwin'", undefined],
    ["os_name == 'posix' and sys_platform == 'darwin'", undefined],
    ["os_name == 'nt' and sys_platform == 'darwin'", false],
    ["os_name == 'posix' or sys_platform == 'darwin'", true],
    ["os_name == 'nt' or sys_platform == 'darwin'", undefined],
    ["extra == 'gpu'", undefined],
    ["'3' == '3'", undefined],
    ["'gpu' in extras", undefined],
  ])('%s is %s where only the system is known', (text, expected) => {
    expect(holds(text, { os_name: 'posix' })).toBe(expected)
  })

  it('knows extras by any spelling, and none when there are none', () => {
    const extras = new Set(['Flash_Attn', 'dev'])
    expect(holds("extra == 'flash-attn'", { extras })).toBe(true)
    expect(holds("extra == 'gpu'", { extras })).toBe(false)
    expect(holds("extra == 'flash.attn' and extra == 'dev'", { extras })).toBe(false)
    expect(holds("extra == 'dev'", { extras: new Set() })).toBe(false)
    expect(holds("'FLASH.attn' in extras", { extras })).toBe(true)
  })
})

describe('makes the best of what pip refuses', () => {
  it.each([
    ['torch>=1.8.*', 'torch', '>=1.8'],
    ['torch=1.13.1', 'torch', '==1.13.1'],
    ['torch 2.0', 'torch', '==2.0'],
    ['torch=>2.0', 'torch', '>=2.0'],
    ['torch==$VERSION', 'torch', ''],
    ['xformers[a]>=latest; python_version < "3.9"', 'xformers', ''],
  ])('%s', (text, name, specifier) => {
    expect(understandRequirement(text)).toMatchObject({
      requirement: { name, specifier },
      complaint: expect.any(String),
    })
  })

  it.each(['Install the packages below.', '{{ torch }}', '=====', '', 'nvidia-nccl-cu{}', 'python3 run.py', 'a-$B'])(
    '%j names nothing',
    (text) => {
      expect(understandRequirement(text).requirement).toBeUndefined()
    },
  )
})

describe('reads what to call a bare reference', () => {
  it.each([
    ['git+https://github.com/openai/CLIP.git', 'clip', ''],
    ['git+https://github.com/a/b.git@feature/x', 'b', ''],
    ['git+ssh://git@github.com/a/b', 'b', ''],
    ['git+git@github.com:a/b.git', 'b', ''],
    ['git+https://github.com/a/b#egg=real_name[x]&subdirectory=y', 'real-name', ''],
    ['https://example.com/whl/cu118/torch-2.0.1%2Bcu118-cp310-cp310-linux_x86_64.whl', 'torch', '==2.0.1+cu118'],
    ['https://example.com/flash-attn-2.5.tar.gz', 'flash-attn', '==2.5'],
    ['https://github.com/a/b/archive/refs/heads/main.zip', 'b', ''],
    ['./packages/mine[gpu]', 'mine', ''],
    ['../mine/', 'mine', ''],
    ["git+https://github.com/a/b ; sys_platform == 'linux'", 'b', ''],
  ])('%s', (text, name, specifier) => {
    expect(understandRequirement(text)).toMatchObject({ requirement: { name, specifier } })
  })

  it.each(['.', '.[dev]', '..', './'])('%s is the project itself', (text) => {
    expect(understandRequirement(text)).toEqual({})
  })
})
