import type { Comparison, EntryPointChange, FindingChange, StatusChange } from '../report/comparison.ts'
import { effects } from '../report/effects.ts'
import type { EntryPoint, Finding, Report, Status } from '../report/report.ts'
import { matched } from './match.ts'

/** Statuses that can be compared, the best first. */
const STATUSES: readonly Status[] = ['runs', 'runs-degraded', 'needs-edits', 'blocked']

/** What is better, worse or otherwise in `after`. */
export function compare(before: Report, after: Report): Comparison {
  const findings = matched(before.findings, after.findings)
  const platforms = {
    metal: statusChange(before.platforms.metal.status, after.platforms.metal.status),
    cuda: statusChange(before.platforms.cuda.status, after.platforms.cuda.status),
  }
  const entryPoints = entryPointChanges(before, after)
  const statuses = [platforms.metal, platforms.cuda, ...entryPoints].map(({ change }) => change)
  const steps = findings.changed.map(
    (change) => rank(change.before) - rank(change.after) || (isProblem(change.after) ? placesAdded(change) : 0),
  )
  const worse = statuses.includes('worse') || findings.new.some(isProblem) || steps.some((step) => step > 0)
  const better = statuses.includes('better') || findings.gone.some(isProblem) || steps.some((step) => step < 0)
  return {
    schemaVersion: 1,
    before: { tool: before.tool, project: before.project },
    after: { tool: after.tool, project: after.project },
    change: worse && better ? 'mixed' : worse ? 'worse' : better ? 'better' : 'same',
    platforms,
    recommendation: { before: before.recommendation.choice, after: after.recommendation.choice },
    entryPoints,
    findings,
  }
}

/** The status of a script can change though no finding is new: when it imports what it did without before. */
function entryPointChanges(before: Report, after: Report): readonly EntryPointChange[] {
  const earlier = new Map(before.entryPoints?.map((entry) => [keyOf(entry), entry.metal.status]))
  return (after.entryPoints ?? []).flatMap((entry) => {
    const { file, title, metal } = entry
    const change = statusChange(earlier.get(keyOf(entry)) ?? metal.status, metal.status)
    return change.change === 'same' ? [] : [{ file, ...(title === undefined ? {} : { title }), ...change }]
  })
}

function keyOf({ file, title }: EntryPoint): string {
  return JSON.stringify([file, title])
}

function statusChange(before: Status, after: Status): StatusChange {
  const [from, to] = [STATUSES.indexOf(before), STATUSES.indexOf(after)]
  if (before === after) return { before, after, change: 'same' }
  if (from === -1 || to === -1) return { before, after, change: 'different' }
  return { before, after, change: to < from ? 'better' : 'worse' }
}

/** The lower, the worse. */
function rank({ effect }: Finding): number {
  return effects.indexOf(effect)
}

/** How many places there are more; an edited line is one new and one gone. */
function placesAdded({ sites }: FindingChange): number {
  return sites ? sites.new.length - sites.gone.length : 0
}

function isProblem({ effect }: Finding): boolean {
  return effect !== 'info'
}
