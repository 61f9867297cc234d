import type { Report } from '../../report/report.ts'
import type { Output } from '../output.ts'
import { dependenciesSection } from './dependencies.ts'
import { entryPointsSection } from './entry-points.ts'
import { findingsSection } from './findings.ts'
import { headline } from './headline.ts'
import { closing } from './closing.ts'
import { modelsSection } from './models.ts'
import { mattersSection } from './matters.ts'
import { projectsSection, reportsSection } from './projects.ts'

/** Characters of a comment on GitHub; one that is longer is refused. */
const MAX_CHARACTERS = 65_536

/** For a comment on a pull request or a section of a README: the answer, what matters first, every finding in a table. */
export const output = {
  name: 'markdown',
  purpose: 'for a pull request or a README',
  render(report: Report) {
    const first = [
      ...headline(report),
      ...(report.projects === undefined
        ? [...entryPointsSection(report), ...mattersSection(report)]
        : [...projectsSection(report), ...reportsSection(report)]),
    ]
    const last = [...modelsSection(report), ...dependenciesSection(report), ...closing(report)]
    const room = MAX_CHARACTERS - lengthOf([...first, ...last])
    return `${[...first, ...findingsSection(report, room), ...last].join('\n')}\n`
  },
} satisfies Output

/** Of lines with their ends. */
function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + 1, 0)
}
