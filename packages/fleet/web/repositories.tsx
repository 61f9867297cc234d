import { useMemo } from 'preact/hooks'
import { type DashboardData, EFFORTS, STATUSES } from '../src/dashboard/data.ts'
import { figure, shown } from '../src/questions/cells.ts'
import type { Part } from './part.ts'
import { Table } from './table.tsx'

/** Repositories by how much is to be done, the least first; then what nobody can do, and what is done. */
const ORDER: Readonly<Record<(typeof STATUSES)[number], number>> = {
  'needs-edits': 0,
  blocked: 1,
  unknown: 2,
  failed: 3,
  'runs-degraded': 4,
  runs: 5,
}
/** What stops a repository is told up to so many. */
const MAX_STOPS = 3

/** Each repository, with a way to its own report. */
export function Repositories({ data, chosen }: Part) {
  // All are sorted once, so that a choice only has to leave some out.
  const sorted = useMemo(() => leastWorkFirst(data), [data])
  const rows = useMemo(() => {
    const places = new Set(chosen)
    return sorted.filter((place) => places.has(place))
  }, [sorted, chosen])
  const { team, framework, status, stops, failure } = data.repositories
  if (rows.length === 0) return null
  return (
    <section aria-labelledby="repositories">
      <h2 id="repositories" tabIndex={-1}>
        Repositories <span class="quiet">least work first</span>
      </h2>
      <Table
        label="Repositories"
        class="repositories"
        rows={rows}
        step={20}
        columns={[
          { title: 'Repository', cell: (place) => <Name data={data} place={place} /> },
          { title: 'Team', cell: (place) => <bdi>{data.teams[team[place] ?? 0]}</bdi> },
          { title: 'Framework', cell: (place) => data.frameworks[framework[place] ?? 0] },
          { title: 'On a Mac', cell: (place) => <Chip status={STATUSES[status[place] ?? 0]} /> },
          { title: 'Work left', cell: (place) => workLeft(data, place) },
          {
            title: 'Why',
            cell: (place) =>
              data.failures[failure[place] ?? -1]?.detail ?? (
                <Stops names={(stops[place] ?? []).map(([blocker]) => data.blockers[blocker]?.name ?? '')} />
              ),
          },
        ]}
      />
    </section>
  )
}

export function Chip({ status }: { readonly status: (typeof STATUSES)[number] | null | undefined }) {
  if (!status) return null
  return <span class={`chip status-${status}`}>{shown(status, 'status')}</span>
}

/** A repository's name, which leads to its report where there is one. */
export function Name({ data, place }: { readonly data: DashboardData; readonly place: number }) {
  const { name, outcome, failure } = data.repositories
  const text = <bdi>{shown(name[place], 'repository')}</bdi>
  if (data.reportsAt === undefined || (failure[place] ?? -1) >= 0) return text
  return <a href={data.reportsAt.replace('*', String(outcome[place]))}>{text}</a>
}

function Stops({ names }: { readonly names: readonly string[] }) {
  const more = names.length - MAX_STOPS
  return (
    <>
      {names.slice(0, MAX_STOPS).map((name, index) => (
        <span key={name}>
          {index > 0 && ', '}
          <code>{name}</code>
        </span>
      ))}
      {more > 0 && ` and ${more} more`}
    </>
  )
}

function workLeft({ repositories }: DashboardData, place: number): string {
  const { automatic, manual, effort, status } = repositories
  const [byProgram, byHand] = [automatic[place] ?? 0, manual[place] ?? 0]
  const own = STATUSES[status[place] ?? 0]
  if (own === 'failed' || byProgram + byHand === 0) return ''
  const parts = [
    ...(byProgram > 0 ? [`${figure(byProgram)} by program`] : []),
    ...(byHand > 0 ? [`${figure(byHand)} by hand`] : []),
  ]
  const length = EFFORTS[effort[place] ?? 0]
  return `${length === 'unknown' || length === 'none' || length === undefined ? '' : `${length}: `}${parts.join(', ')}`
}

function leastWorkFirst({ repositories }: DashboardData): readonly number[] {
  const { name, status, effort, manual, automatic } = repositories
  const orders = STATUSES.map((one) => ORDER[one])
  const works = name.map(
    (_, place) =>
      (orders[status[place] ?? 0] ?? 0) * 1e12 +
      (effort[place] ?? 0) * 1e9 +
      Math.min(999, manual[place] ?? 0) * 1e6 +
      (automatic[place] ?? 0),
  )
  return name
    .map((_, place) => place)
    .toSorted((left, right) => (works[left] ?? 0) - (works[right] ?? 0) || left - right)
}
