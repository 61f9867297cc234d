import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inlineIgnores } from '../../src/config/inline-ignore.ts'
import { loadSettings } from '../../src/config/load-settings.ts'
import { UsageError } from '../../src/config/usage-error.ts'
import { parseDay, parsePackage } from '../../src/config/values.ts'
import { tree } from '../files/tree.ts'

const FULL = `
as-of = "2026-01-31"
macos = "15.6"
python = "3.12.4"
include = ["src"]
fail-on = "none"
packages = { Torch_Vision = "0.21.0" }
[[ignore]]
code = "device/cuda-literal"
path = "tools/**"
reason = "only ever run on the cluster"
`

const READ = {
  asOf: '2026-01-31',
  macos: '15.6',
  python: '3.12',
  include: ['src'],
  failOn: 'none',
  packages: { 'torch-vision': '0.21.0' },
  ignores: [{ code: 'device/cuda-literal', path: 'tools/**', reason: 'only ever run on the cluster' }],
}

const NONE = { settings: {}, unread: [] }

describe('settings', () => {
  test('are read from the own file, before the shared one', async () => {
    const root = tree({ 'acclimate.toml': FULL, 'pyproject.toml': '[tool.acclimate]\nmacos = "14"\n' })

    expect(await loadSettings(root)).toEqual({ settings: READ, unread: [] })
  })

  test('are read from pyproject.toml', async () => {
    const root = tree({ 'pyproject.toml': '[project]\nname = "x"\n[tool.acclimate]\nexclude = ["old"]\n' })

    expect(await loadSettings(root)).toEqual({ settings: { exclude: ['old'] }, unread: [] })
  })

  test('are absent where nobody has written any, even beside a broken manifest', async () => {
    expect(await loadSettings(tree({}))).toEqual(NONE)
    expect(await loadSettings(tree({ 'pyproject.toml': '[project\nname =' }))).toEqual(NONE)
  })

  test.each([
    ['as_of = "2026-01-31"', /acclimate\.toml:1: unknown key "as_of"; did you mean as-of\? known are as-of, /],
    ['[packages]\ntorch = "newest"', /packages\.torch: "newest" is not a version/],
    ['as-of = "2026-02-30"', /as-of: "2026-02-30" is not a day/],
    ['[[ignore]]\ncode = "x"', /ignore\.0\.reason/],
    [
      '[[ignore]]\ncode = "x"\nreasn = "y"',
      /acclimate\.toml:\d+: unknown key "ignore\.0\.reasn"; did you mean reason\? known are code, path/,
    ],
    ['exclude = ["a*a*a*a*a*a*a*a*b"]', /exclude\.0: a pattern with more than 3 wildcards/],
    ['macos = 15', /macos: /],
    ['macos = ', /acclimate\.toml:1: /],
    [`${'a = '}${'['.repeat(100_000)}`, /acclimate\.toml/],
  ])('say in one line what is wrong: %s', async (text, message) => {
    const error: unknown = await loadSettings(tree({ 'acclimate.toml': text.slice(0, 200_000) })).catch(
      (reason: unknown) => reason,
    )

    expect(error).toBeInstanceOf(UsageError)
    expect(String(error)).toMatch(message)
    expect(String(error)).not.toContain('\n')
  })

  test('behind a link out of the project are not read, and that is said; within it they are', async () => {
    const other = tree({ 'settings.toml': 'macos = "14"' })
    const out = tree({ 'acclimate.toml': { link: join(other, 'settings.toml') } })
    expect(await loadSettings(out)).toEqual({
      settings: {},
      unread: [{ file: 'acclimate.toml', reason: 'a link that leads out of the project; not followed' }],
    })

    const within = tree({ 'acclimate.toml': { link: 'ci/settings.toml' }, 'ci/settings.toml': 'macos = "14"' })
    expect(await loadSettings(within)).toEqual({ settings: { macos: '14' }, unread: [] })
  })

  test.each(['acclimate.toml', 'pyproject.toml'])('that nobody trusts are not even understood: %s', async (file) => {
    const root = tree({ [file]: '[tool.acclimate]\nno such key' })
    const { settings, unread } = await loadSettings(root, { project: false })
    expect(settings).toEqual({})
    expect(unread).toEqual([{ file, reason: expect.stringMatching(/--trust-settings/) }])
  })

  test('from a named file that is not there, or is a pipe', async () => {
    const root = tree({})
    execFileSync('mkfifo', [join(root, 'pipe.toml')])

    await expect(loadSettings(root, { file: join(root, 'none.toml') })).rejects.toThrow(UsageError)
    await expect(loadSettings(root, { file: join(root, 'pipe.toml') })).rejects.toThrow(/not a regular file/)
  })
})

test('values are checked', () => {
  expect(parsePackage('Flash_Attn == 2.6.3+cu123')).toEqual(['flash-attn', '2.6.3+cu123'])
  expect(() => parsePackage('torch=2')).toThrow(UsageError)
  expect(() => parsePackage('../torch==2')).toThrow(UsageError)
  fc.assert(
    fc.property(fc.date({ min: new Date('2020-11-10'), max: new Date(), noInvalidDate: true }), (date) => {
      const day = date.toISOString().slice(0, 10)
      expect(parseDay(day)).toBe(day)
    }),
  )
  expect(() => parseDay('2020-11-09')).toThrow(/there was no Mac/)
  expect(() => parseDay('9999-12-31')).toThrow(/yet to come/)
})

describe('remarks in the code', () => {
  test('are found with their lines, codes and reasons', () => {
    const text = [
      'x = "cuda"  # acclimate: ignore[device/cuda-literal] cluster only ',
      'y = 1  # type: ignore',
      '// acclimate:ignore[a, b,]',
      '#acclimate: ignore[]',
    ].join('\r\n')

    expect(inlineIgnores({ path: 'a.py', text })).toEqual([
      { line: 1, alone: false, codes: ['device/cuda-literal'], reason: 'cluster only' },
      { line: 3, alone: true, codes: ['a', 'b'], reason: '' },
    ])
  })

  test('in a notebook lose the end of the JSON string', () => {
    const text = String.raw`   "x.cuda()  # acclimate: ignore[a] why not\n",`

    expect(inlineIgnores({ path: 'a.ipynb', text })).toMatchObject([{ line: 1, alone: false, reason: 'why not' }])
    const alone = String.raw`   "# acclimate: ignore[a] why not\n",`
    expect(inlineIgnores({ path: 'a.ipynb', text: alone })).toMatchObject([{ alone: true, reason: 'why not' }])
  })

  test('are looked for in anything', () => {
    const pieces = fc.constantFrom('# ', 'acclimate:', ' ignore[', 'a', ',', ']', '\n', '\r', '//', '\\n",')
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (words) => {
        for (const { codes } of inlineIgnores({ path: 'a.ipynb', text: words.join('') })) {
          expect(codes.length).toBeGreaterThan(0)
        }
      }),
    )
  })
})
