import type { Project, Report } from '../../report/report.ts'
import { findingsOf, troubled, workOf } from '../projects.ts'
import { CHOICE_WORDS, STATUS_CHIPS } from '../words.ts'
import { mattersOf } from './matters.ts'
import { code, prose } from './text.ts'

/** Projects in the table; the Report has all of them. */
const MAX_ROWS = 50
/** Projects of which it is told what matters first. */
const MAX_REPORTS = 4

/** The projects of a repository, worst first. Those that simply run are named in a line. */
export function projectsSection({ projects = [] }: Report): string[] {
  if (projects.length === 0) return []
  const told = troubled(projects)
  const running = projects.filter((project) => !told.includes(project)).map(({ root }) => code(root))
  const left = [told.length - MAX_ROWS, running.length - MAX_ROWS]
  return [
    ...(told.length > 0
      ? ['', '| project | on a Mac | on CUDA | to mend | advice |', '| --- | --- | --- | --- | --- |']
      : []),
    ...told.slice(0, MAX_ROWS).map(row),
    ...left.slice(0, 1).flatMap((count) => (count > 0 ? ['', `And ${count} more.`] : [])),
    ...(running.length > 0
      ? [
          '',
          `Run as they are: ${running.slice(0, MAX_ROWS).join(', ')}${(left[1] ?? 0) > 0 ? ` and ${left[1]} more` : ''}.`,
        ]
      : []),
  ]
}

function row(project: Project): string {
  const { root, platforms, recommendation } = project
  const cells = [
    code(root),
    `**${STATUS_CHIPS[platforms.metal.status]}**`,
    STATUS_CHIPS[platforms.cuda.status],
    prose(workOf(project)),
    CHOICE_WORDS[recommendation.choice],
  ]
  return `| ${cells.join(' | ')} |`
}

/** What matters first in each project, worst first. */
export function reportsSection(report: Report): string[] {
  return troubled(report.projects ?? [])
    .slice(0, MAX_REPORTS)
    .flatMap((project) =>
      mattersOf(`${code(project.root)}: ${STATUS_CHIPS[project.platforms.metal.status]}`, findingsOf(project, report)),
    )
}
