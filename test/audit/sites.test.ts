import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { AuditOptions } from '../../src/config/options.ts'
import { rules } from '../../src/generated/rules.ts'
import { audit } from '../../src/pipeline.ts'
import type { Finding, Role, Site } from '../../src/report/report.ts'

const root = join(import.meta.dirname, 'fixtures')

/** A site of a finding with the code that its offsets mean, and what stands before and behind it. */
interface Cut {
  readonly code: string
  readonly site: Site
  readonly text: string
  readonly before: string
  readonly behind: string
}

const findings: Finding[] = []
const cuts: Cut[] = []

beforeAll(async () => {
  for (const { code } of rules) {
    const folder = join(root, code.replaceAll('/', '-'), 'hit')
    const path = join(folder, 'options.json')
    const options: AuditOptions = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {}
    // One after the other: each is a project of its own, and there are many.
    // oxlint-disable-next-line no-await-in-loop
    const report = await audit(folder, { asOf: '2026-11-01', exclude: ['options.json'], ...options })
    findings.push(...report.findings)
    cuts.push(...report.findings.flatMap((finding) => finding.sites.map((site) => cutOut(folder, finding.code, site))))
  }
}, 120_000)

function cutOut(folder: string, code: string, site: Site): Cut {
  const { start = -1, end = -1, cell } = site
  const file = readFileSync(join(folder, site.file), 'utf8').replace(/^\uFEFF/, '')
  const text = cell === undefined ? file : JSON.parse(file).cells[cell].source.join('')
  return { code, site, text: text.slice(start, end), before: text.slice(0, start), behind: text.slice(end) }
}

function isPython({ site }: Cut): boolean {
  return /\.(?:py|ipynb)$/.test(site.file) && !site.excerpt.startsWith('!')
}

/** What the span of a role looks like where it covers what it should, in Python. */
const LOOKS: Readonly<Record<Role, (cut: Cut) => boolean>> = {
  // A name by itself, and of an import the whole one.
  // An operator stands for a call: then it is the operation as a whole.
  use: ({ text, before, behind }) =>
    !/^\w/.test(behind) &&
    ((/\b(?:import|from|,) +$/.test(before) ? /^[\w.]+$/ : /^\w+$/).test(text) || isOperation(text)),
  argument: ({ text, before, behind }) =>
    /[(,](?:\s|#.*\n)*$/.test(before) && /^\s*(?:#.*\n\s*)*[,)]/.test(behind) && !/^[,()]/.test(text),
  decision: ({ text, before, behind }) =>
    / if [\s\S]+ else /.test(text) ||
    // Conditions of older Python: `["cpu", "cuda"][is_available()]`, `is_available() and "cuda" or "cpu"`.
    /^[[{].+\]\[.+\]$|^[[{].+\}\[.+\]$| and .+ or /.test(text) ||
    /\breturn +$/.test(before) ||
    // What each item of a list is: `[torch.zeros(n) for n in sizes]`.
    (/[[(]$/.test(before) && behind.startsWith(' for ')) ||
    isTest({ before, behind }) ||
    /^(?:f?["']|True\b)/.test(text),
  guard: (cut) => isTest(cut),
  // It begins with a line, in a list, of parameters or of arguments too, or behind a key, and is over where that is.
  declaration: ({ before, behind }) =>
    /(?:^|\n)[ \t]*$|[[(,:][ \t\n]*$/.test(before) && /^[ \t]*(?:$|[\n#,):\]])/.test(behind),
}

/** `codes >> 4`, `a @ b`, `~mask`, `seen == 0`. */
function isOperation(text: string): boolean {
  return /^[^\s=].* (?:[@%&|^!=<>]|\/\/|<<|>>)=? .*[^\s=]$|^~\w/.test(text)
}

/** Whether something stands where only what is true or false is asked for. */
function isTest({ before, behind }: Pick<Cut, 'before' | 'behind'>): boolean {
  return (
    /(?:^|[^\w.])(?:if|elif|while|assert|and|or|not)[ (]*$/.test(before) &&
    /^[ )]*(?:$|[\n:,#]|(?:and|or|else)\b)/.test(behind)
  )
}

/** Parts of a requirement, setting or command that nothing else would have to be cut with. */
function isWhole({ before, behind }: Cut): boolean {
  return !/[\w-]$/.test(before) && !/^[\w-]/.test(behind)
}

describe('every finding in the hit fixtures', () => {
  it('has a subject, and sites in a role, with fingerprints of their own', () => {
    expect(findings.filter(({ subject }) => subject === undefined)).toEqual([])
    const sites = findings.flatMap((finding) => finding.sites)
    expect(sites.filter(({ role, fingerprint }) => role === undefined || fingerprint === undefined)).toEqual([])
    expect(findings.flatMap(({ causes }) => causes).filter(({ role }) => role !== undefined)).toEqual([])
  })

  it('says by offsets what it says by lines and columns', () => {
    const moved = cuts.filter(({ site: { excerpt, focus, cell, line }, text, before }) => {
      const shown = excerpt.slice(focus?.start ?? 0, focus?.end).trim()
      const isOnLine = cell !== undefined || before.split('\n').length === line
      return !isOnLine || !(text.startsWith(shown) || shown.startsWith(text.trim()))
    })
    expect(moved.map(({ code, site, text }) => ({ code, site, text }))).toEqual([])
  })

  it.each(Object.keys(LOOKS))('has spans of one kind for the role %s', (role) => {
    const own = cuts.filter(({ site }) => site.role === role && site.start !== site.end)
    expect(own.length).toBeGreaterThan(0)
    const others = own.filter((cut) => {
      const looks = Object.entries(LOOKS).find(([name]) => name === role)?.[1]
      return isPython(cut) ? !looks?.(cut) : !isWhole(cut)
    })
    expect(others.map(({ code, site: { file, line }, text }) => `${code} ${file}:${line} ${text}`)).toEqual([])
  })

  it('names in a subject what it is about, but for several things that have no name in common', () => {
    const nameless = findings.filter(({ subject, code }) => subject?.kind === 'other' && subject.name === code)
    expect(new Set(nameless.map(({ code }) => code))).toEqual(
      new Set(['dependency/cuda-build', 'kernels/cuda-extension']),
    )
    expect(nameless.filter(({ sites }) => sites.length < 2)).toEqual([])
  })
})
