import type { Report } from '../../report/report.ts'
import { baselineCounts } from '../baseline.ts'
import { counted } from '../terminal/page.ts'
import { metalWords } from '../metal-words.ts'
import { setAsideText } from '../set-aside.ts'
import { CHOICE_WORDS, STATUS_WORDS } from '../words.ts'

/** The answer, in a few lines. */
export function summaryOf(report: Report): string[] {
  const { project, platforms, recommendation, findings } = report
  const counts = baselineCounts(report)
  const setAside = setAsideText(report)
  const added = counts && counts.added > 0 ? `, ${counted(counts.added, 'new place')} of known findings` : ''
  return [
    `${project.name} on a Mac: ${metalWords(report)}`,
    `On CUDA: ${STATUS_WORDS[platforms.cuda.status]}. Advice: ${CHOICE_WORDS[recommendation.choice]}`,
    counts
      ? `${counted(counts.new, 'new finding')}, ${counts.known} known and not repeated, ${counts.gone} gone${added}`
      : counted(findings.length, 'finding'),
    ...(setAside === undefined ? [] : [`Set aside: ${setAside}`]),
  ]
}
