import type { Comparison, StatusChange } from '../../report/comparison.ts'
import type { Finding, Site } from '../../report/report.ts'
import { byWeight } from '../by-weight.ts'
import { changesOf } from '../changes.ts'
import type { Place } from '../output.ts'
import { CHOICE_WORDS, EFFECT_WORDS } from '../words.ts'
import { placeOf } from './findings.ts'
import { counted, type Page, pageFor, paragraph, twoColumns } from './page.ts'

/** Findings that are listed of a kind. */
const MAX_LISTED = 20

const CHANGE_WORDS: Readonly<Record<Comparison['change'], string>> = {
  same: 'neither better nor worse',
  better: 'better',
  worse: 'worse',
  mixed: 'better in some things and worse in others',
}

/** What a change did, for a person. */
export function renderComparison(comparison: Comparison, place: Place): string {
  const page = pageFor(place)
  const { after, change, platforms, recommendation, entryPoints, findings } = comparison
  const [former, present] = [CHOICE_WORDS[recommendation.before], CHOICE_WORDS[recommendation.after]]
  const changes = changesOf(comparison)
  const lines = [
    ...paragraph(page, 0, '', `${after.project.name}: ${CHANGE_WORDS[change]}`).map(page.colours.bold),
    '',
    `  Mac       ${statuses(platforms.metal)}`,
    `  CUDA      ${statuses(platforms.cuda)}`,
    `  Advice    ${former === present ? present : `${former} before, ${present} now`}`,
    ...entries(entryPoints, page),
    ...listed('New', changes.new, page),
    ...listed('Gone', changes.gone, page),
    ...listed('Changed', changes.changed, page),
    '',
    `${counted(findings.same, 'finding')} as before.`,
  ]
  return `${lines.join('\n')}\n`
}

/** `needs edits before, runs now`. */
export function statuses({ before, after }: StatusChange): string {
  const text = before === after ? after : `${before} before, ${after} now`
  return text.replaceAll('-', ' ')
}

function entries(changes: Comparison['entryPoints'], page: Page): string[] {
  if (changes.length === 0) return []
  const lines = changes
    .slice(0, MAX_LISTED)
    .map((entry) => twoColumns(page, 3, entry.title ?? entry.file, 30, statuses(entry)))
  const more = changes.length - lines.length
  return [
    '',
    page.colours.bold(`What runs on a Mac (${changes.length})`),
    ...lines,
    ...(more > 0 ? [`   and ${more} more`] : []),
  ]
}

function listed(title: string, findings: readonly Finding[], page: Page): string[] {
  if (findings.length === 0) return []
  const lines = byWeight(findings)
    .slice(0, MAX_LISTED)
    .map(({ code, effect, sites }) => twoColumns(page, 3, code, 30, `${EFFECT_WORDS[effect]}${placesOf(sites)}`))
  const more = findings.length - lines.length
  return [
    '',
    page.colours.bold(`${title} (${findings.length})`),
    ...lines,
    ...(more > 0 ? [`   and ${more} more`] : []),
  ]
}

function placesOf([first, ...others]: readonly Site[]): string {
  if (!first) return ''
  return `, ${placeOf(first)}${others.length > 0 ? ` and ${others.length} more` : ''}`
}
