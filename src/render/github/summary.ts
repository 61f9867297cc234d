import type { Report } from '../../report/report.ts'
import { baselineCounts } from '../baseline.ts'
import { counted } from '../terminal/page.ts'
import { cudaWords, metalWords } from '../metal-words.ts'
import { troubled } from '../projects.ts'
import { setAsideText } from '../set-aside.ts'
import { CHOICE_WORDS, STATUS_CHIPS } from '../words.ts'

/** The answer, in a few lines. */
export function summaryOf(report: Report): string[] {
  const { project, recommendation, findings } = report
  const counts = baselineCounts(report)
  const setAside = setAsideText(report)
  const added = counts && counts.added > 0 ? `, ${counted(counts.added, 'new place')} of known findings` : ''
  return [
    `${project.name} on a Mac: ${metalWords(report)}`,
    `On CUDA: ${cudaWords(report)}. Advice: ${CHOICE_WORDS[recommendation.choice]}`,
    ...projectLines(report),
    counts
      ? `${counted(counts.new, 'new finding')}, ${counts.known} known and not repeated, ${counts.gone} gone${added}`
      : counted(findings.length, 'finding'),
    ...(setAside === undefined ? [] : [`Set aside: ${setAside}`]),
  ]
}

/** Projects that are named; the Report has all of them. */
const MAX_PROJECTS = 10

/** The projects that do not simply run, a line each. */
function projectLines({ projects = [] }: Report): string[] {
  const told = troubled(projects)
  const more = told.length - MAX_PROJECTS
  return [
    ...told.slice(0, MAX_PROJECTS).map((project) => `${project.root}: ${STATUS_CHIPS[project.platforms.metal.status]}`),
    ...(more > 0 ? [`and ${counted(more, 'more project')}`] : []),
  ]
}
