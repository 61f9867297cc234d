import type { Report } from '../../report/report.ts'
import type { Output, Place } from '../output.ts'
import { nothingToJudge } from '../nothing-to-judge.ts'
import { setAsideText } from '../set-aside.ts'
import { closing } from './closing.ts'
import { entryPointsSection } from './entry-points.ts'
import { findingsSection } from './findings.ts'
import { headline } from './headline.ts'
import { modelsSection } from './models.ts'
import { packagesSection } from './packages.ts'
import { pageFor } from './page.ts'
import { projectsSection, reportsSection } from './projects.ts'
import { resolutionSection } from './resolution.ts'

/** What a person needs to know, in half a minute: the answer, the few things that matter, and how to see more. */
export const output = {
  name: 'terminal',
  purpose: 'for people',
  render(report: Report, place: Place) {
    const page = pageFor(place)
    const lines = [
      ...headline(report, page),
      ...(report.findings.length === 0 && nothingToJudge(report) === undefined ? ['', nothing(report)] : []),
      ...(report.projects === undefined
        ? [...entryPointsSection(report, page), ...findingsSection(report.findings, page)]
        : [...projectsSection(report, page), ...reportsSection(report, page)]),
      ...modelsSection(report, page),
      ...packagesSection(report, page),
      ...resolutionSection(report, page),
      ...closing(report, page),
    ]
    return `${lines.join('\n')}\n`
  },
} satisfies Output

function nothing(report: Report): string {
  const other = setAsideText(report) === undefined ? '' : 'else '
  return `Nothing ${other}was found that speaks against either platform.`
}
