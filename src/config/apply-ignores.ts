import ignore from 'ignore'
import { nearest } from '../lookup/nearest.ts'
import type { Finding, SetAside, Site, Unneeded } from '../report/report.ts'
import type { InlineIgnore } from './inline-ignore.ts'
import type { Ignore } from './options.ts'

/** The remarks of each file that has some, in the order of their lines. */
export type Remarks = ReadonlyMap<string, readonly InlineIgnore[]>

/** What is left of the findings, and how much is not. */
export interface Applied {
  readonly findings: readonly Finding[]
  /** By settings first, an entry only where there is something to count. */
  readonly setAside: readonly SetAside[]
  /** What sets nothing aside: settings first, then remarks by file and line. */
  readonly unneeded: readonly Unneeded[]
}

/** What shows how remarks are written has no findings. */
const DOCUMENTATION = /\.(?:md|rst)$/i

type Way = 'settings' | 'inline'

/**
 * The findings without what the user has set aside: whole kinds, by code and path, and single lines, by a remark on the
 * line itself or alone on the line above. A finding goes when none of its sites is left.
 *
 * @param known - codes that there are
 */
export function applyIgnores(
  findings: readonly Finding[],
  ignores: readonly Ignore[],
  remarks: Remarks,
  known: readonly string[],
): Applied {
  const needed = new Set<Ignore | InlineIgnore>()
  const rules = ignores.map((setting) => ({
    setting,
    matcher: setting.path === undefined ? undefined : ignore().add(setting.path),
  }))
  const wayOf = (code: string, site: Site): Way | undefined => {
    const rule = rules.find(
      ({ setting, matcher }) => covers(setting.code, code) && (!matcher || matcher.ignores(site.file)),
    )
    const remark = rule ? undefined : remarkOn(remarks.get(site.file) ?? [], code, site)
    const reason = rule?.setting ?? remark
    if (reason) needed.add(reason)
    return rule ? 'settings' : remark && 'inline'
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
    unneeded: [
      ...ignores
        .filter((setting) => !needed.has(setting))
        .map(({ code, path }) => ({
          by: 'settings' as const,
          code,
          ...(path === undefined ? {} : { path }),
          ...misspelt([code], known),
        })),
      ...[...remarks].flatMap(([file, own]) =>
        own
          .filter((remark) => !needed.has(remark) && !DOCUMENTATION.test(file))
          .map(({ line, codes }) => ({
            by: 'inline' as const,
            code: codes.join(', '),
            file,
            line,
            ...misspelt(codes, known),
          })),
      ),
    ],
  }
}

function counted(by: Way, judged: readonly { readonly ways: readonly (Way | undefined)[] }[]) {
  const places = judged.map(({ ways }) => ways.filter((way) => way === by).length).filter((count) => count > 0)
  return { by, findings: places.length, places: places.reduce((sum, count) => sum + count, 0) }
}

/** The first of the codes that no finding has, and the one that it was most likely meant to be. */
function misspelt(codes: readonly string[], known: readonly string[]): Pick<Unneeded, 'unknown' | 'meant'> {
  const unknown = codes.find((code) => !known.some((one) => covers(code, one)))
  if (unknown === undefined) return {}
  const groups = new Set(known.map((code) => code.replace(/[^/]+$/, '*')))
  const meant = nearest(unknown, unknown.endsWith('/*') ? [...groups] : known)
  return { unknown, ...(meant === undefined ? {} : { meant }) }
}

/** `*` covers everything, `device/*` a whole group. */
function covers(pattern: string, code: string): boolean {
  if (pattern === '*') return true
  return pattern.endsWith('/*') ? code.startsWith(pattern.slice(0, -1)) : pattern === code
}

/** A remark on a line of the site, or alone on the line above it, that is about such a finding. */
function remarkOn(remarks: readonly InlineIgnore[], code: string, { line, endLine }: Site): InlineIgnore | undefined {
  for (let index = firstFrom(remarks, line - 1); index < remarks.length; index++) {
    const remark = remarks[index]
    if (!remark || remark.line > endLine) return undefined
    const isThere = remark.line >= line || remark.alone
    if (isThere && remark.codes.some((pattern) => covers(pattern, code))) return remark
  }
  return undefined
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
