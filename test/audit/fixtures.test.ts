import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Rule } from '../../src/audit/rule.ts'
import type { AuditOptions } from '../../src/config/options.ts'
import { words as wordsOfEvaluation } from '../../src/evaluate/words.ts'
import { rules } from '../../src/generated/rules.ts'
import { audit } from '../../src/pipeline.ts'
import { readModule } from '../../src/project/python/read-module.ts'
import { reportSchema } from '../../src/report/report-schema.ts'
import { parsePython } from '../../src/shipped/parse-python.ts'
import type { Finding } from '../../src/report/report.ts'
import { foundBy } from './found-by.ts'
import { mended, type MendedFile } from './mended.ts'

const root = join(import.meta.dirname, 'fixtures')

const DEFAULTS: AuditOptions = { asOf: '2026-11-01', exclude: ['options.json'] }

function optionsOf(directory: string): AuditOptions {
  const path = join(directory, 'options.json')
  return existsSync(path) ? { ...DEFAULTS, ...JSON.parse(readFileSync(path, 'utf8')) } : DEFAULTS
}

/** The findings of one rule in a fixture, audited like any project. */
async function findingsIn(directory: string, code: string): Promise<readonly Finding[]> {
  const report = await audit(directory, optionsOf(directory))
  const { issues = [] } = v.safeParse(reportSchema, report)
  expect(issues.map((issue) => `${v.getDotPath(issue)}: ${issue.message}`)).toEqual([])
  return report.findings.filter((finding) => finding.code === code)
}

/** What a rule finds in all code of a fixture and not in what its own words let through, beside those of the evaluation. */
function skimmedAway(rule: Rule, directory: string): readonly string[] {
  const options = optionsOf(directory)
  const found = new Set(linesOf(foundBy(rule, directory, options, [wordsOfEvaluation, rule.words])))
  return linesOf(foundBy(rule, directory, options)).filter((line) => !found.has(line))
}

/** The edits are those of `edits.diff`; with them all code still parses, and the lines that were found are found no more. */
async function expectToBeMended(folder: string, code: string, findings: readonly Finding[]): Promise<void> {
  const project = mended(join(folder, 'hit'), findings)
  await expect(project.patch).toMatchFileSnapshot(join(folder, 'edits.diff'))
  onTestFinished(() => rmSync(project.directory, { recursive: true }))
  const broken = project.files.flatMap((file) => (parses(file) ? [] : file.text))
  expect(broken).toEqual([])
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
function parses({ path, text }: MendedFile): boolean {
  if (!/\.(py|ipynb)$/.test(path)) return true
  return readModule({ path, text }, parsePython, undefined).unread.length === 0
}

describe.each(rules.map((rule) => ({ code: rule.code, rule })))('$code', ({ code, rule }) => {
  const name = code.replaceAll('/', '-')
  const folder = join(root, name)

  it('finds what is marked', async () => {
    const marked = markedLines(join(folder, 'hit'))
    const findings = await findingsIn(join(folder, 'hit'), code)
    expect(marked, `a line of ${folder}/hit has to end in "# <-"`).not.toEqual([])
    expect(linesOf(findings)).toEqual(marked)

    const edited = findings.filter(({ edits }) => edits !== undefined)
    expect(existsSync(join(folder, 'edits.diff')) && edited.length === 0).toBe(false)
    if (edited.length > 0) await expectToBeMended(folder, code, edited)
  })

  it('states the words of what it finds', () => {
    const away = skimmedAway(rule, join(folder, 'hit'))
    const advice = `src/audit/rules/${name}/index.ts: skimmed away; state a word of each of these lines in \`words\``
    expect(away, advice).toEqual([])
  })

  const silent = existsSync(join(folder, 'fix')) ? ['miss', 'fix'] : ['miss']
  it.each(silent)('finds nothing in %s', async (kind) => {
    expect(readdirSync(join(folder, kind)), `${folder}/${kind} has to hold code`).not.toEqual([])
    expect(linesOf(await findingsIn(join(folder, kind), code))).toEqual([])
  })

  it('has a page', () => {
    const page = `docs/rules/${code}.md`
    expect(existsSync(page), `there is no ${page}`).toBe(true)
  })
})
