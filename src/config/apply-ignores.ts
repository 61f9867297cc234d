import ignore from 'ignore'
import type { Finding, SetAside, Site } from '../report/report.ts'
import type { InlineIgnore } from './inline-ignore.ts'
import type { Ignore } from './options.ts'

/** The remarks of a file, in the order of their lines; asked for files that have findings. */
export type RemarksOf = (path: string) => readonly InlineIgnore[]

/** What is left of the findings, and how much is not. */
export interface Applied {
  readonly findings: readonly Finding[]
  /** By settings first, an entry only where there is something to count. */
  readonly setAside: readonly SetAside[]
}

type Way = 'settings' | 'inline'

/**
 * The findings without what the user has set aside: whole kinds, by code and path, and single lines, by a remark on the
 * line itself or alone on the line above. A finding goes when none of its sites is left.
 */
export function applyIgnores(findings: readonly Finding[], ignores: readonly Ignore[], remarksOf: RemarksOf): Applied {
  const rules = ignores.map(({ code, path }) => ({
    code,
    matcher: path === undefined ? undefined : ignore().add(path),
  }))
  const wayOf = (code: string, site: Site): Way | undefined => {
    if (rules.some((rule) => covers(rule.code, code) && (!rule.matcher || rule.matcher.ignores(site.file))))
      return 'settings'
    return isRemarkedOn(remarksOf(site.file), code, site) ? 'inline' : undefined
  }
  const judged = findings.map((finding) => {
    const ways = finding.sites.map((site) => wayOf(finding.code, site))
    return { finding, ways, sites: finding.sites.filter((_, index) => ways[index] === undefined) }
  })
  return {
    findings: judged.flatMap(({ finding, sites }) => {
      if (sites.length === finding.sites.length) return [finding]
      return sites.length === 0 ? [] : [{ ...finding, sites }]
    }),
    setAside: [counted('settings', judged), counted('inline', judged)].filter(({ places }) => places > 0),
  }
}

function counted(by: Way, judged: readonly { readonly ways: readonly (Way | undefined)[] }[]) {
  const places = judged.map(({ ways }) => ways.filter((way) => way === by).length).filter((count) => count > 0)
  return { by, findings: places.length, places: places.reduce((sum, count) => sum + count, 0) }
}

/** `*` covers everything, `device/*` a whole group. */
function covers(pattern: string, code: string): boolean {
  if (pattern === '*') return true
  return pattern.endsWith('/*') ? code.startsWith(pattern.slice(0, -1)) : pattern === code
}

/** Whether a remark on a line of the site, or on the line above it, is about such a finding. */
function isRemarkedOn(remarks: readonly InlineIgnore[], code: string, { line, endLine }: Site): boolean {
  for (let index = firstFrom(remarks, line - 1); index < remarks.length; index++) {
    const remark = remarks[index]
    if (!remark || remark.line > endLine) return false
    if (remark.codes.some((pattern) => covers(pattern, code))) return true
  }
  return false
}

/** The index of the first remark on a line or below it, by halving: a file may have a remark and a finding on each line. */
function firstFrom(remarks: readonly InlineIgnore[], line: number): number {
  let low = 0
  let high = remarks.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((remarks[middle]?.line ?? 0) < line) low = middle + 1
    else high = middle
  }
  return low
}
