import type { Comparison } from '../../report/comparison.ts'
import type { Finding } from '../../report/report.ts'
import { byWeight } from '../by-weight.ts'
import { changesOf } from '../changes.ts'
import { statuses } from '../terminal/comparison.ts'
import { placeOf } from '../terminal/findings.ts'
import { CHOICE_WORDS, EFFECT_WORDS } from '../words.ts'
import { code, prose } from './text.ts'

/** Findings that are listed of a kind: with three kinds a comment stays below GitHub's limit. */
const MAX_LISTED = 15

const CHANGE_WORDS: Readonly<Record<Comparison['change'], string>> = {
  same: 'This change makes it neither better nor worse.',
  better: 'This change makes it **better**.',
  worse: 'This change makes it **worse**.',
  mixed: 'This change makes some things **better** and others **worse**.',
}

/** What a change did, for a comment on a pull request. */
export function markdownComparison(comparison: Comparison): string {
  const { after, change, platforms, recommendation, entryPoints, findings } = comparison
  const { before: former, after: present } = recommendation
  const changes = changesOf(comparison)
  const advice =
    former === present ? CHOICE_WORDS[present] : `${CHOICE_WORDS[former]} before, ${CHOICE_WORDS[present]} now`
  const lines = [
    '<!-- acclimate diff -->',
    `## ${prose(after.project.name)} on a Mac`,
    '',
    CHANGE_WORDS[change],
    '',
    '| | |',
    '| --- | --- |',
    `| **Mac** | ${statuses(platforms.metal)} |`,
    `| **CUDA** | ${statuses(platforms.cuda)} |`,
    `| **Advice** | ${advice} |`,
    ...entries(entryPoints),
    ...listed('New', changes.new),
    ...listed('Gone', changes.gone),
    ...listed('Changed', changes.changed),
    '',
    `As before: ${findings.same}.`,
  ]
  return `${lines.join('\n')}\n`
}

function entries(changes: Comparison['entryPoints']): string[] {
  if (changes.length === 0) return []
  const rows = changes
    .slice(0, MAX_LISTED)
    .map((entry) => `| ${code(entry.title ?? entry.file)} | ${statuses(entry)} |`)
  const more = changes.length - rows.length
  return [
    '',
    `### What runs on a Mac: ${changes.length}`,
    '',
    '| way in | status |',
    '| --- | --- |',
    ...rows,
    ...(more > 0 ? ['', `And ${more} more.`] : []),
  ]
}

function listed(title: string, findings: readonly Finding[]): string[] {
  if (findings.length === 0) return []
  const rows = byWeight(findings)
    .slice(0, MAX_LISTED)
    .map(({ code: kind, effect, message, sites: [site, ...others] }) => {
      const place = site ? `${code(placeOf(site))}${others.length > 0 ? ` and ${others.length} more` : ''}` : ''
      return `| ${EFFECT_WORDS[effect]} | ${place} | ${prose(message)}<br>${code(kind)} |`
    })
  const more = findings.length - rows.length
  return [
    '',
    `### ${title}: ${findings.length}`,
    '',
    '| effect | place | what happens |',
    '| --- | --- | --- |',
    ...rows,
    ...(more > 0 ? ['', `And ${more} more.`] : []),
  ]
}
