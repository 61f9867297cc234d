import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { AuditOptions } from '../../src/config/options.ts'
import { rules } from '../../src/generated/rules.ts'
import { audit } from '../../src/pipeline.ts'
import type { Finding } from '../../src/report/report.ts'

const root = join(import.meta.dirname, 'fixtures')

const DEFAULTS: AuditOptions = { asOf: '2026-11-01', exclude: ['options.json'] }

/** The findings of one rule in a fixture, audited like any project. */
async function findingsIn(directory: string, code: string): Promise<readonly Finding[]> {
  const path = join(directory, 'options.json')
  const options: AuditOptions = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {}
  const report = await audit(directory, { ...DEFAULTS, ...options })
  return report.findings.filter((finding) => finding.code === code)
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

describe.each(rules.map((rule) => ({ code: rule.code })))('$code', ({ code }) => {
  const folder = join(root, code.replaceAll('/', '-'))

  it('finds what is marked', async () => {
    const marked = markedLines(join(folder, 'hit'))
    expect(marked.length).toBeGreaterThan(0)
    expect(linesOf(await findingsIn(join(folder, 'hit'), code))).toEqual(marked)
  })

  it.each(['miss', 'fix'].filter((kind) => existsSync(join(folder, kind))))('finds nothing in %s', async (kind) => {
    expect(linesOf(await findingsIn(join(folder, kind), code))).toEqual([])
  })

  it('has a page', () => {
    expect(existsSync(join(import.meta.dirname, '../../docs/rules', `${code}.md`))).toBe(true)
  })
})
