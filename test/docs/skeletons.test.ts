import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const copy = mkdtempSync(join(tmpdir(), 'acclimate-new-'))

/** What a skeleton and its checks need of the repository. */
const COPIED = [
  'src',
  'tools',
  'web',
  'packages/fleet/package.json',
  'packages/fleet/src',
  'packages/fleet/tsconfig.json',
  'packages/fleet/web',
  'knowledge/libraries/bitsandbytes.yaml',
  'test/audit/fixtures.test.ts',
  'test/audit/found-by.ts',
  'test/audit/mended.ts',
  'test/render/report.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.check.json',
  'vitest.config.ts',
  '.oxlintrc.json',
  '.oxfmtrc.json',
]

beforeAll(() => {
  // With their times, so that what was made of them counts as made.
  const whole = { recursive: true, preserveTimestamps: true }
  for (const path of COPIED) cpSync(join(root, path), join(copy, path), whole)
  for (const path of ['node_modules', 'dist']) symlinkSync(join(root, path), join(copy, path), 'junction')
})

afterAll(() => rmSync(copy, { recursive: true, force: true }))

/** Runs a script of the copy, or of a package there. */
function run(script: string, ...words: readonly string[]): { code: number | null; said: string } {
  const ended = spawnSync(process.execPath, [join(copy, script), ...words], { cwd: copy, encoding: 'utf8' })
  return { code: ended.status, said: ended.stdout + ended.stderr }
}

test.each([
  ['rule', 'memory/made-up'],
  ['format', 'declarations/made-up'],
  ['output', 'made-up'],
  ['library', 'made-up'],
])('a new %s is made, and made once', (kind, name) => {
  expect(run('tools/new.mjs', kind, name)).toMatchObject({ code: 0 })
  expect(run('tools/new.mjs', kind, name)).toMatchObject({ code: 2 })
  expect(run('tools/new.mjs', kind, '../made-up')).toMatchObject({ code: 2 })
})

test.each([
  ['bnb', 'alias bnb'],
  ['llm-int8', 'alias llm.int8'],
])('a library that is known as %s is not made again', (name, said) => {
  expect(run('tools/new.mjs', 'library', name)).toEqual({
    code: 2,
    said: `knowledge/libraries/bitsandbytes.yaml has the ${said}: edit that one\n`,
  })
  expect(existsSync(join(copy, `knowledge/libraries/${name}.yaml`))).toBe(false)
})

/** Compiler, linter, formatter and tests run one after the other; beside all other tests that takes most of a minute. */
const FOUR_PROGRAMS = { timeout: 180_000 }

test('skeletons have the right types and form, and pass their own tests', FOUR_PROGRAMS, () => {
  const sources = ['src/audit/rules/memory-made-up', 'src/project/declarations/made-up', 'src/render/made-up']
  const tests = ['test/declarations/made-up.test.ts', 'test/render/made-up.test.ts']

  expect(run('node_modules/typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.check.json').said).not.toContain('made-up')
  expect(run('node_modules/oxlint/bin/oxlint', '--deny-warnings', ...sources, ...tests)).toMatchObject({ code: 0 })
  expect(run('node_modules/oxfmt/bin/oxfmt', '--check', ...sources, ...tests)).toMatchObject({ code: 0 })
  // Of the fixtures only the new ones: the names of all other rules have a slash.
  const { code, said } = run('node_modules/vitest/vitest.mjs', 'run', '-t', 'made-up|^[^/]*$')
  expect(code, said).toBe(0)
})

test('a library without sources is refused', () => {
  const { code, said } = run('tools/knowledge-lint.mjs')
  expect(code).toBe(1)
  expect(said.match(/made-up\.yaml .*has no source/g)).toHaveLength(2)
})
