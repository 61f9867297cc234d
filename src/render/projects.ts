/** What is said of a repository that holds several projects. */
import type { Finding, Project, Report, Status } from '../report/report.ts'
import { counted } from './terminal/page.ts'
import { SHORT_STATUS_WORDS } from './words.ts'

/** How one or several of them fare on a platform, from worst to best. */
const FARING: readonly (readonly [status: Status, one: string, several: string])[] = [
  ['blocked', 'is blocked', 'are blocked'],
  ['needs-edits', 'needs edits', 'need edits'],
  ['unknown', 'cannot be judged yet', 'cannot be judged yet'],
  ['runs-degraded', 'runs with limits', 'run with limits'],
  ['runs', 'runs as it is', 'run as they are'],
]

/** `8 of 32 projects need edits, 24 run as they are`. */
export function faringOf(projects: readonly Project[], platform: 'metal' | 'cuda'): string {
  const parts = FARING.flatMap(([status, one, several]) => {
    const count = projects.filter(({ platforms }) => platforms[platform].status === status).length
    return count === 0 ? [] : { count, words: count === 1 ? one : several }
  })
  const [first, ...others] = parts
  if (!first) return ''
  if (others.length === 0) return `${first.count === 2 ? 'both' : `all ${first.count}`} projects ${first.words}`
  const all = counted(projects.length, 'project')
  return [`${first.count} of ${all} ${first.words}`, ...others.map(({ count, words }) => `${count} ${words}`)].join(
    ', ',
  )
}

/** The projects that do not simply run, which are told one by one. */
export function troubled(projects: readonly Project[]): readonly Project[] {
  return projects.filter(({ platforms: { metal, cuda } }) => metal.status !== 'runs' || cuda.status !== 'runs')
}

/** The findings of a project that stand in its own folder, in the order of the report. */
export function findingsOf(project: Project, { findings, projects = [] }: Report): readonly Finding[] {
  const fingerprints = new Set(project.findings)
  const inner = projects.filter(({ root }) => root !== project.root && isWithin(root, project))
  const isOwn = (file: string): boolean => isWithin(file, project) && !inner.some((each) => isWithin(file, each))
  return findings.filter(
    ({ fingerprint, sites }) => fingerprints.has(fingerprint) && sites.some(({ file }) => isOwn(file)),
  )
}

function isWithin(path: string, { root }: Project): boolean {
  return root === '.' || path.startsWith(`${root}/`)
}

/** `Project packages/train: needs edits on a Mac (4 to mend, hours); runs on CUDA`, for outputs that have a line for each project. */
export function projectInWords(project: Project): string {
  const { metal, cuda } = project.platforms
  const work = workOf(project)
  const mac = `${SHORT_STATUS_WORDS[metal.status]} on a Mac${work === '' ? '' : ` (${work})`}`
  return `Project ${project.root}: ${mac}; ${SHORT_STATUS_WORDS[cuda.status]} on CUDA`
}

/** What there is to mend in a project, and how long that takes: `7 to mend, hours`. */
export function workOf({ platforms: { metal } }: Project): string {
  const { automatic, manual } = metal.edits
  if (automatic + manual === 0) return ''
  const effort = metal.effort === 'none' || metal.effort === 'unknown' ? '' : `, ${metal.effort}`
  return `${automatic + manual} to mend${effort}`
}
