import type { Platforms, Report } from '../../report/report.ts'
import { baselineCounts } from '../baseline.ts'
import { counted } from '../terminal/page.ts'
import { cudaWords, metalWords, openPlaces } from '../metal-words.ts'
import { nothingToJudge } from '../nothing-to-judge.ts'
import { setAsideText } from '../set-aside.ts'
import { advised } from './advice.ts'
import { prose } from './text.ts'

/** Reasons given with a status; the findings say the same with their places. */
const MAX_REASONS = 3

/** The answer. The first line is for programs that look for their own comment, to replace it. */
export function headline(report: Report): string[] {
  const { project, target, platforms, recommendation } = report
  const nothing = nothingToJudge(report)
  if (nothing !== undefined)
    return [...title(project), '', `${prose(nothing.text)}${baselineLine(report)}${setAsideLine(report)}`]
  return [
    ...title(project),
    '',
    '| | |',
    '| --- | --- |',
    row('Mac', metalWords(report), [work(report), open(report), ...reasonsFor(report, platforms.metal)]),
    row('CUDA', cudaWords(report), reasonsFor(report, platforms.cuda)),
    `| **Advice** | ${advised(recommendation).join('<br>')} |`,
    '',
    `Judged for macOS ${prose(target.osVersion)} and Python ${prose(target.python)}.${baselineLine(report)}${setAsideLine(report)}`,
  ]
}

function title({ name }: Report['project']): string[] {
  return ['<!-- acclimate -->', `## ${prose(name)} on a Mac`]
}

function row(label: string, words: string, more: readonly string[]): string {
  const lines = [`**${words}**`, ...more.filter((line) => line !== '')]
  return `| **${label}** | ${lines.join('<br>')} |`
}

/** The status alone does not say what is missing or in the way; of several projects, the table says it. */
function reasonsFor({ projects }: Report, { status, reasons }: Platforms['metal'] | Platforms['cuda']): string[] {
  if (projects !== undefined) return []
  if (status !== 'unknown' && status !== 'blocked') return []
  return reasons.slice(0, MAX_REASONS).map(({ text }) => prose(text))
}

function work({ platforms: { metal } }: Report): string {
  const { automatic, manual } = metal.edits
  if (automatic + manual === 0) return ''
  const byProgram = automatic === 0 ? '' : `, ${automatic} of them by a program (\`acclimate port\`)`
  const effort = metal.effort === 'unknown' || metal.effort === 'none' ? '' : `; ${metal.effort} of work`
  return `${counted(automatic + manual, 'finding')} to mend${byProgram}${effort}`
}

function open(report: Report): string {
  const places = openPlaces(report)
  return places === undefined ? '' : `Open: ${prose(places)}`
}

function setAsideLine(report: Report): string {
  const text = setAsideText(report)
  return text === undefined ? '' : ` Set aside: ${text}.`
}

function baselineLine(report: Report): string {
  const counts = baselineCounts(report)
  if (!counts) return ''
  const fresh = counted(counts.new, 'finding is', 'findings are')
  const added = counts.added > 0 ? ` Known findings have ${counted(counts.added, 'new place')}.` : ''
  return ` Against the baseline, ${fresh} new, ${counts.known} known and ${counts.gone} gone.${added}`
}
