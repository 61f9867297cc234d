import type { Finding, Project, Report, Status } from '../../report/report.ts'
import { openPlaces } from '../metal-words.ts'
import { findingsOf, troubled, workOf } from '../projects.ts'
import { CHOICE_WORDS, STATUS_CHIPS } from '../words.ts'
import { briefFindings, findingsSection } from './findings.ts'
import { counted, type Page, paragraph } from './page.ts'
import { cut, printable, widthOf } from './printable.ts'

/** Projects in the table: more than a screen holds is a list, and the Report has it. */
const MAX_ROWS = 20
/** Projects that are reported on at length; each can be audited by itself. */
const MAX_REPORTS = 4

/** The projects of a repository, worst first: a line for each that does not simply run, and the names of the others. */
export function projectsSection({ projects = [] }: Report, page: Page): string[] {
  if (projects.length === 0) return []
  const told = troubled(projects)
  const running = projects.filter((project) => !told.includes(project))
  const shown = told.slice(0, MAX_ROWS)
  const widths = widthsOf(shown, page)
  const more = told.length - MAX_ROWS
  return [
    '',
    page.colours.bold('Projects, worst first'),
    ...shown.map((project) => row(project, widths, page)),
    ...(more > 0 ? [`   and ${counted(more, 'more project')}`] : []),
    ...(running.length > 0 ? runningLines(running, told.length > 0, page) : []),
  ]
}

/** What a row says: the folder, how it fares, what there is to do, and the advice. */
function cellsOf(project: Project): readonly [string, string, string, string] {
  const { root, platforms, recommendation } = project
  return [root, STATUS_CHIPS[platforms.metal.status], workOf(project), CHOICE_WORDS[recommendation.choice]]
}

const INDENT = 3
const GAP = 2
/** A folder is cut to no less than this. */
const LEAST = 16

/** The columns of the table: the folder has what the others leave. */
function widthsOf(projects: readonly Project[], page: Page): readonly [number, number, number] {
  const rows = projects.map((project) => cellsOf(project).map((cell) => widthOf(printable(cell))))
  const [root = 0, status = 0, work = 0, advice = 0] = [0, 1, 2, 3].map((column) =>
    Math.max(0, ...rows.map((cells) => cells[column] ?? 0)),
  )
  const room = page.width - INDENT - status - work - advice - 3 * GAP
  return [Math.min(root, Math.max(LEAST, room)), status, work]
}

function row(project: Project, widths: readonly [number, number, number], page: Page): string {
  const [root, status, work, advice] = cellsOf(project)
  const cells = [
    page.colours.cyan(filled(shortened(root, widths[0]), widths[0])),
    painted(project.platforms.metal.status, page)(filled(status, widths[1])),
    filled(work, widths[2]),
    advice,
  ]
  return (' '.repeat(INDENT) + cells.join(' '.repeat(GAP))).trimEnd()
}

/** The end of a path says more than its beginning. */
function shortened(path: string, columns: number): string {
  const text = printable(path)
  if (widthOf(text) <= columns) return text
  const characters = [...text]
  while (widthOf(characters.join('')) > columns - 1) characters.shift()
  return `…${characters.join('')}`
}

function filled(text: string, columns: number): string {
  const shown = cut(text, columns)
  return shown + ' '.repeat(Math.max(0, columns - widthOf(shown)))
}

function painted(status: Status, { colours }: Page): (text: string) => string {
  return status === 'blocked' ? colours.red : status === 'runs' ? colours.green : colours.yellow
}

/** Names of projects that run: as many as a few lines hold. */
const MAX_RUNNING = 24

function runningLines(running: readonly Project[], isRest: boolean, page: Page): string[] {
  const names = running.slice(0, MAX_RUNNING).map(({ root }) => root)
  const more = running.length - names.length
  const text = [...names, ...(more > 0 ? [`${more} more`] : [])].join(', ')
  const label = isRest ? `${counted(running.length, 'more runs', 'more run')}: ` : 'All run: '
  return paragraph(page, INDENT, label, text, page.colours.green)
}

/** The report on each project, worst first, and what else was found in a line each. */
export function reportsSection(report: Report, page: Page): string[] {
  const { projects = [], findings } = report
  const reported = troubled(projects).slice(0, MAX_REPORTS)
  const told = new Set<Finding>()
  const lines = reported.flatMap((project) => {
    const own = findingsOf(project, report).filter((finding) => !told.has(finding))
    for (const finding of own) told.add(finding)
    return ['', ...reportOn(project, own, page)]
  })
  return [
    ...lines,
    ...briefFindings(
      'Elsewhere',
      findings.filter((finding) => !told.has(finding)),
      page,
    ),
  ]
}

function reportOn(project: Project, own: readonly Finding[], page: Page): string[] {
  const { root, name, platforms, findings } = project
  const { bold } = page.colours
  const title = name === undefined || root.endsWith(name) ? root : `${root} (${name})`
  const work = workOf(project)
  const status = `${STATUS_CHIPS[platforms.metal.status]}${work === '' ? '' : ` (${work})`}`
  const borrowed = findings.length - own.length
  const open = openPlaces(project)
  return [
    ...paragraph(page, 0, '', `${title}: ${status}`).map(bold),
    ...(platforms.cuda.status === 'runs'
      ? []
      : paragraph(page, INDENT, 'On CUDA: ', STATUS_CHIPS[platforms.cuda.status])),
    ...(open === undefined ? [] : paragraph(page, INDENT, 'Open: ', open)),
    ...findingsSection(own, page),
    ...(borrowed > 0
      ? ['', ...paragraph(page, INDENT, '', `and ${counted(borrowed, 'finding')} in what it imports`)]
      : []),
  ]
}
