import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Report } from '../../src/report/report.ts'
import { finding, report, site } from '../render/report.ts'

const folder = mkdtempSync(join(tmpdir(), 'acclimate-judgements-'))
const program = join(import.meta.dirname, '../../bench/judgements.mjs')
const found = reportOn('a.py', 3)

/** Stands for a build: shows the report that lies in the repository under its name, and notes that it ran. */
const BUILD = `
const { appendFileSync, readFileSync } = require('node:fs')
const [directory, name] = [process.argv[3], process.argv[1].split(/[\\\\/]/).at(-2)]
appendFileSync(__dirname + '.runs', directory + '\\n')
process.stdout.write(readFileSync(directory + '/' + name + '.json'))
`

beforeAll(() => {
  for (const build of ['before', 'after']) write(`${build}/cli.js`, BUILD)
  const reworded = report({ findings: found.findings.map((one) => ({ ...one, message: 'It ends.' })) })
  repository('same', found, found)
  repository('reworded', found, reworded)
  repository('moved', found, reportOn('a.py', 4))
  repository('twice', report({ findings: [...found.findings, ...found.findings] }), found)
  const platforms = { ...found.platforms, metal: { ...found.platforms.metal, status: 'blocked' } }
  repository('blocked', found, { ...found, platforms })
  repository('broken', found, undefined)
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

function reportOn(file: string, line: number): Report {
  return report({ findings: [finding({ message: 'It stops.', sites: [site(file, line)] })] })
}

function repository(name: string, before: unknown, after: unknown): void {
  write(`repositories/${name}/before.json`, JSON.stringify(before))
  if (after !== undefined) write(`repositories/${name}/after.json`, JSON.stringify(after))
}

function write(path: string, text: string): void {
  mkdirSync(join(folder, path, '..'), { recursive: true })
  writeFileSync(join(folder, path), text)
}

function compare(...flags: readonly string[]): { readonly code: number | null; readonly out: string } {
  const words = [program, 'before/cli.js', 'after/cli.js', 'repositories', ...flags]
  const { status, stdout } = spawnSync(process.execPath, words, { cwd: folder, encoding: 'utf8' })
  return { code: status, out: stdout }
}

function oldBuildRuns(): boolean {
  rmSync(join(folder, 'before.runs'), { force: true })
  expect(compare('--only', 'same', '--keep', 'kept').code).toBe(0)
  return existsSync(join(folder, 'before.runs'))
}

test('what is the same is counted and not shown', () => {
  expect(compare('--only', 'same')).toEqual({
    code: 0,
    out: '1 repositories: 1 same, 0 different, 1 findings compared, 0 failed runs\n',
  })
})

test.each([
  ['reworded', /^ {2}- .*It stops\.$[\s\S]*^ {2}\+ .*It ends\.$/m],
  ['moved', /^ {6}a\.py:3$[\s\S]*^ {6}a\.py:4$/m],
  ['twice', /^ {2}- (?![\s\S]*^ {2}[+-])/m],
  ['blocked', /^ {2}status on Metal: \S+ -> blocked$/m],
  ['broken', /^ {2}new build failed: ended with 1: .*[\s\S]*1 failed runs$/m],
])('%s is a difference', (name, shown) => {
  const { code, out } = compare('--only', name)
  expect(out).toMatch(shown)
  expect(code).toBe(1)
})

test('messages count unless they are set aside', () => {
  expect(compare('--only', 'reworded', '--ignore-messages').code).toBe(0)
  expect(compare('--only', 'moved', '--ignore-messages').code).toBe(1)
})

test('all repositories are compared, and the differences written as JSON', () => {
  const { code, out } = compare('--json', 'differences.json')
  const written = JSON.parse(readFileSync(join(folder, 'differences.json'), 'utf8'))

  expect(code).toBe(1)
  expect(out).toContain('6 repositories: 1 same, 5 different, 6 findings compared, 1 failed runs')
  expect(written).toContainEqual({ name: 'same', compared: 1, onlyOld: [], onlyNew: [], verdict: {} })
  expect(written).toContainEqual(expect.objectContaining({ name: 'moved', onlyOld: [expect.anything()] }))
})

test('reports that are kept stand for the old build until it or the repository changes', () => {
  expect([oldBuildRuns(), oldBuildRuns()]).toEqual([true, false])
  write('repositories/same/new.py', '')
  expect([oldBuildRuns(), oldBuildRuns()]).toEqual([true, false])
  write('before/other.js', '')
  expect([oldBuildRuns(), oldBuildRuns()]).toEqual([true, false])
})

test.each([
  ['too few arguments', ['before/cli.js']],
  ['no such build', ['no/cli.js', 'after/cli.js', 'repositories']],
  ['no such folder', ['before/cli.js', 'after/cli.js', 'none']],
  ['no such repository', ['before/cli.js', 'after/cli.js', 'repositories', '--only', 'none']],
  ['no such option', ['before/cli.js', 'after/cli.js', 'repositories', '--all']],
])('%s is wrong usage', (_, words) => {
  const { status, stderr } = spawnSync(process.execPath, [program, ...words], { cwd: folder, encoding: 'utf8' })
  expect(status).toBe(2)
  expect(stderr.trim().split('\n')).toHaveLength(1)
})
