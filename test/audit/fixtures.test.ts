import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { AuditOptions } from '../../src/config/options.ts'
import { rules } from '../../src/generated/rules.ts'
import { audit } from '../../src/pipeline.ts'
import { pythonParser } from '../../src/project/python/parser.ts'
import { readModule } from '../../src/project/python/read-module.ts'
import type { Finding } from '../../src/report/report.ts'
import { mended, type MendedFile } from './mended.ts'

const root = join(import.meta.dirname, 'fixtures')

const DEFAULTS: AuditOptions = {
  asOf: '2026-11-01',
  packages: {},
  include: [],
  exclude: ['options.json'],
  ignores: [],
  cache: false,
}

/** The findings of one rule in a fixture, audited like any project. */
async function findingsIn(directory: string, code: string): Promise<readonly Finding[]> {
  const path = join(directory, 'options.json')
  const options: Partial<AuditOptions> = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {}
  const report = await audit(directory, { ...DEFAULTS, ...options })
  return report.findings.filter((finding) => finding.code === code)
}

/** The edits are those of `edits.diff`; with them all code still parses, and the lines that were found are found no more. */
async function expectToBeMended(folder: string, code: string, findings: readonly Finding[]): Promise<void> {
  const project = mended(join(folder, 'hit'), findings)
  await expect(project.patch).toMatchFileSnapshot(join(folder, 'edits.diff'))
  onTestFinished(() => rmSync(project.directory, { recursive: true }))
  const broken = await Promise.all(project.files.map(async (file) => ((await parses(file)) ? [] : [file.text])))
  expect(broken.flat()).toEqual([])
  expect(project.files.map(({ byLines }) => byLines)).toEqual(project.files.map(({ text }) => text))
  const left = new Set(linesOf(await findingsIn(project.directory, code)))
  expect(linesOf(findings).filter((line) => left.has(line))).toEqual([])
}

/** `file:line` of every line that ends in the mark `# <-` (or `// <-`). In a notebook the mark stands inside the JSON string. */
function markedLines(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => statSync(join(directory, path)).isFile())
    .flatMap((path) => {
      const lines = readFileSync(join(directory, path), 'utf8').split('\n')
      return lines.flatMap((line, index) => (/(#|\/\/) <-(\\n)?"?,?\s*$/.test(line) ? [`${path}:${index + 1}`] : []))
    })
    .toSorted()
}

function linesOf(findings: readonly Finding[]): string[] {
  const lines = findings.flatMap(({ sites }) => sites.map(({ file, line }) => `${file}:${line}`))
  return [...new Set(lines)].toSorted()
}

/** Whether the grammar finds nothing wrong in a changed file; of a notebook, in the code of its cells. */
async function parses({ path, text }: MendedFile): Promise<boolean> {
  if (!/\.(py|ipynb)$/.test(path)) return true
  return readModule({ path, text }, await pythonParser(), undefined).unread.length === 0
}

describe.each(rules.map((rule) => ({ code: rule.code })))('$code', ({ code }) => {
  const folder = join(root, code.replaceAll('/', '-'))

  it('finds what is marked', async () => {
    const marked = markedLines(join(folder, 'hit'))
    const findings = await findingsIn(join(folder, 'hit'), code)
    expect(marked.length).toBeGreaterThan(0)
    expect(linesOf(findings)).toEqual(marked)

    const edited = findings.filter(({ edits }) => edits !== undefined)
    expect(existsSync(join(folder, 'edits.diff')) && edited.length === 0).toBe(false)
    if (edited.length > 0) await expectToBeMended(folder, code, edited)
  })

  it.each(['miss', 'fix'].filter((kind) => existsSync(join(folder, kind))))('finds nothing in %s', async (kind) => {
    expect(linesOf(await findingsIn(join(folder, kind), code))).toEqual([])
  })

  it('has a page', () => {
    expect(existsSync(join(import.meta.dirname, '../../docs/rules', `${code}.md`))).toBe(true)
  })
})
