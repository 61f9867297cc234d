import type { Report } from '../../report/report.ts'
import { newFindings } from '../baseline.ts'
import { byWeight } from '../by-weight.ts'
import type { Output } from '../output.ts'
import { annotationOf } from './annotation.ts'
import { command } from './command.ts'
import { summaryOf } from './summary.ts'

/**
 * For GitHub Actions: workflow commands that become annotations beside the code. Ten errors, ten warnings and ten notices
 * of a step are shown and the rest is in its log, so the summary comes first and what hurts most next. What is known
 * already is not said again at every push.
 */
export const output = {
  name: 'github',
  purpose: 'annotations in GitHub Actions',
  render: (report: Report) =>
    [
      command('notice', { title: 'Acclimate' }, summaryOf(report)),
      ...byWeight(newFindings(report.findings)).map(annotationOf),
    ]
      .map((line) => `${line}\n`)
      .join(''),
} satisfies Output
