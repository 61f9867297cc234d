import type { Report } from '../../report/report.ts'
import { counted } from '../terminal/page.ts'
import { CHOICE_WORDS, STATUS_WORDS } from '../words.ts'

/** The answer, in a few lines. */
export function summaryOf({ project, platforms, recommendation, findings, baseline }: Report): string[] {
  const added = findings.length - (baseline?.known ?? 0)
  return [
    `${project.name} on a Mac: ${STATUS_WORDS[platforms.metal.status]}`,
    `On CUDA: ${STATUS_WORDS[platforms.cuda.status]}. Advice: ${CHOICE_WORDS[recommendation.choice]}`,
    baseline
      ? `${counted(added, 'new finding')}, ${baseline.known} known and not repeated, ${baseline.gone} gone`
      : counted(added, 'finding'),
  ]
}
