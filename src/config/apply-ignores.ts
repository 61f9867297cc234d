import ignore from 'ignore'
import type { Finding, Site } from '../report/report.ts'
import type { InlineIgnore } from './inline-ignore.ts'
import type { Ignore } from './options.ts'

/** The remarks of a file; asked for files that have findings. */
export type RemarksOf = (path: string) => readonly InlineIgnore[]

/**
 * The findings without what the user has set aside: whole kinds, by code and path, and single lines, by a remark on the
 * line itself or alone on the line above. A finding goes when none of its sites is left.
 */
export function applyIgnores(
  findings: readonly Finding[],
  ignores: readonly Ignore[],
  remarksOf: RemarksOf,
): readonly Finding[] {
  const rules = ignores.map(({ code, path }) => ({
    code,
    matcher: path === undefined ? undefined : ignore().add(path),
  }))
  const isSetAside = (code: string, site: Site): boolean =>
    rules.some((rule) => covers(rule.code, code) && (!rule.matcher || rule.matcher.ignores(site.file))) ||
    remarksOf(site.file).some((remark) => isAbout(remark, code, site))
  return findings.flatMap((finding) => {
    const sites = finding.sites.filter((site) => !isSetAside(finding.code, site))
    if (sites.length === finding.sites.length) return [finding]
    return sites.length === 0 ? [] : [{ ...finding, sites }]
  })
}

/** `*` covers everything, `device/*` a whole group. */
function covers(pattern: string, code: string): boolean {
  if (pattern === '*') return true
  return pattern.endsWith('/*') ? code.startsWith(pattern.slice(0, -1)) : pattern === code
}

function isAbout({ line, codes }: InlineIgnore, code: string, site: Site): boolean {
  const isNear = (line >= site.line && line <= site.endLine) || line === site.line - 1
  return isNear && codes.some((pattern) => covers(pattern, code))
}
