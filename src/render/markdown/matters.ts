import type { Finding, Report } from '../../report/report.ts'
import { newFindings } from '../baseline.ts'
import { distinct, placeOf } from '../terminal/findings.ts'
import { firmFirst, type Group, grouped } from '../terminal/groups.ts'
import { counted } from '../terminal/page.ts'
import { EFFECT_WORDS } from '../words.ts'
import { sourceLinks } from './sources.ts'
import { code, prose } from './text.ts'

/** Kinds that are shown in detail. */
const MAX_DETAILED = 5
/** Places of one kind: enough to recognise it by. */
const MAX_PLACES = 3

/** What matters first: new findings on the main path, one paragraph a kind, those that hurt most first. */
export function mattersSection({ findings }: Report): string[] {
  return mattersOf('What matters first', findings)
}

/** The same of some of the findings, under a heading. */
export function mattersOf(heading: string, findings: readonly Finding[]): string[] {
  const main = newFindings(findings).filter(
    ({ reach, effect }) => (reach === 'main' || reach === 'unknown') && effect !== 'info',
  )
  const detailed = firmFirst(grouped(main)).slice(0, MAX_DETAILED)
  if (detailed.length === 0) return []
  return ['', `### ${heading}`, '', ...detailed.flatMap(paragraphOf)]
}

function paragraphOf(group: Group, index: number): string[] {
  const [first] = group.findings
  if (!first) return []
  const places = distinct(group.findings.flatMap(({ sites }) => sites))
  const shown = places.slice(0, MAX_PLACES).map((site) => `   - ${code(placeOf(site))} ${code(site.excerpt)}`.trimEnd())
  const more = places.length - shown.length
  const doubt = group.certainty === 'certain' ? '' : `, ${group.certainty}`
  return [
    `${index + 1}. **${EFFECT_WORDS[group.effect]}**${doubt}: ${prose(first.message)}`,
    `   (${counted(group.places, 'place')}; ${code(group.code)}; ${sourceLinks(first.sources)})`,
    ...shown,
    ...(more > 0 ? [`   - and ${counted(more, 'more place')}`] : []),
    ...(group.fix ? ['', `   Fix: ${prose(group.fix.summary)} (${group.fix.kind}, ${group.fix.effort})`] : []),
  ]
}
