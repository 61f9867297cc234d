import type { Finding, Fix, Site } from '../../report/report.ts'
import { knownFindings, newFindings } from '../baseline.ts'
import { EFFECT_WORDS } from '../words.ts'
import { effectWords, firmFirst, type Group, grouped, isFirm } from './groups.ts'
import { counted, type Page, paragraph, twoColumns } from './page.ts'
import { printable, widthOf } from './printable.ts'

/** Kinds shown in detail: what a reader takes in at one sitting. The others get a line each. */
const MAX_DETAILED = 6
/** Places of one kind: enough to recognise it by. */
const MAX_PLACES = 3
/** Columns for codes in lists, so that lists below each other are one table as far as codes allow. */
const LEAST_CODE = 30

/** Findings of all code paths in a line a kind. */
export function briefFindings(title: string, findings: readonly Finding[], page: Page): string[] {
  return inShort(title, grouped(findings), page)
}

/** The findings: new ones on the main path in detail, what is only possible after the others, and what else there is in a line each. */
export function findingsSection(all: readonly Finding[], page: Page): string[] {
  const findings = newFindings(all)
  const main = grouped(findings.filter(({ reach }) => reach === 'main' || reach === 'unknown'))
  const detailed = firmFirst(main.filter(({ effect }) => effect !== 'info')).slice(0, MAX_DETAILED)
  const firm = detailed.filter(isFirm).length
  const short = main.filter((group) => !detailed.includes(group))
  return [
    ...detailed.flatMap((group, index) => [
      ...(index === firm ? ['', page.colours.bold(POSSIBLE)] : []),
      '',
      ...inDetail(group, index + 1, page),
    ]),
    ...inShort('Also', short.filter(isFirm), page),
    ...inShort(
      'Also possible',
      short.filter((group) => !isFirm(group)),
      page,
    ),
    ...inShort('Beside the main path', grouped(findings.filter(({ reach }) => reach === 'optional')), page),
    ...inShort('In tests', grouped(findings.filter(({ reach }) => reach === 'test')), page),
    ...inShort('In copies of other projects', grouped(findings.filter(({ reach }) => reach === 'vendored')), page),
    ...inShort('Known from the baseline', grouped(knownFindings(all)), page),
  ]
}

const POSSIBLE = 'Possible, depending on what could not be followed'

function inDetail(group: Group, number: number, page: Page): string[] {
  const { bold, dim, red, yellow } = page.colours
  const paint = group.effect === 'blocks' || group.effect === 'wrong-results' ? red : yellow
  const effect = effectWords(group)
  return [
    `${bold(`${number}.`)} ${paint(bold(effect))} ${dim(`(${counted(group.places, 'place')})`)}`,
    ...details(group, page),
    ...(group.fix ? fixLines(group.fix, page, 3) : []),
    `   ${dim(group.code)}`,
  ]
}

function fixLines({ summary, kind, effort }: Fix, page: Page, indent: number): string[] {
  // What a program mends counts as minutes in the verdict.
  const work =
    kind === 'manual' ? `by hand, ${effort}` : effort === 'minutes' ? effort : `by a program; by hand ${effort}`
  const text = `${summary.replace(/\.$/, '')} (${work})`
  return paragraph(page, indent, 'Fix: ', text, page.colours.bold)
}

/** One message with its places; where messages or fixes differ, each with its first place. */
function details({ findings, places, fix: common }: Group, page: Page): string[] {
  const byMessage = groupedBy(findings, ({ message }) => message)
  const shown = new Set<string>()
  const lines = byMessage.slice(0, MAX_PLACES).flatMap((members) => {
    const byFix = common ? [members] : groupedBy(members, ({ fix }) => fix?.summary ?? '')
    const perFix = byMessage.length === 1 && byFix.length === 1 ? MAX_PLACES : 1
    const told = byFix.slice(0, MAX_PLACES).flatMap((own) => {
      const sites = distinct(own.flatMap((member) => member.sites)).slice(0, perFix)
      for (const site of sites) shown.add(placeOf(site))
      const fix = common ? undefined : own[0]?.fix
      return [...placeLines(sites, page), ...(fix ? fixLines(fix, page, 5) : [])]
    })
    return [...paragraph(page, 3, '', members[0]?.message ?? ''), ...told]
  })
  return places > shown.size ? [...lines, `     and ${counted(places - shown.size, 'more place')}`] : lines
}

function groupedBy(findings: readonly Finding[], keyOf: (finding: Finding) => string): readonly (readonly Finding[])[] {
  const groups = new Map<string, Finding[]>()
  for (const finding of findings) {
    const key = keyOf(finding)
    const known = groups.get(key)
    if (known) known.push(finding)
    else groups.set(key, [finding])
  }
  return [...groups.values()]
}

function placeLines(sites: readonly Site[], page: Page): string[] {
  const width = Math.min(Math.floor(page.columns / 2), Math.max(...sites.map((site) => widthOf(placeOf(site)))))
  return sites.map((site) => twoColumns(page, 5, placeOf(site), width, site.excerpt, focusOn(site, page)))
}

/** Sets off the part of an excerpt that a finding is about; where the excerpt is not shown as it stands, nothing. */
function focusOn({ excerpt, focus }: Site, { colours }: Page): (text: string) => string {
  if (!focus || printable(excerpt) !== excerpt) return (text) => text
  const { start, end } = focus
  return (text) => text.slice(0, start) + colours.bold(text.slice(start, end)) + text.slice(end)
}

/** One line of code may hold several sites. */
export function distinct(sites: readonly Site[]): readonly Site[] {
  return [...new Map(sites.map((site) => [placeOf(site), site])).values()]
}

function inShort(title: string, groups: readonly Group[], page: Page): string[] {
  if (groups.length === 0) return []
  const width = Math.max(LEAST_CODE, ...groups.map(({ code }) => code.length))
  const lines = groups.map((group) => {
    const [site] = group.findings.flatMap(({ sites }) => sites)
    const place = site ? `, ${group.places > 1 ? 'first ' : ''}${placeOf(site)}` : ''
    return twoColumns(
      page,
      3,
      group.code,
      width,
      `${EFFECT_WORDS[group.effect]}, ${counted(group.places, 'place')}${place}`,
    )
  })
  return ['', page.colours.bold(title), ...lines]
}

export function placeOf({ file, line, cell }: Pick<Site, 'file' | 'line' | 'cell'>): string {
  return `${file}:${line}${cell === undefined ? '' : ` (cell ${cell})`}`
}
