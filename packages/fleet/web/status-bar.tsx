import { STATUSES } from '../src/dashboard/data.ts'
import { figure, shown } from '../src/questions/cells.ts'
import type { Row } from '../src/questions/readiness/row.ts'

/** How many have a status. */
export interface StatusPart {
  readonly status: (typeof STATUSES)[number]
  readonly count: number
}

export function partsOf({ runs, limited, needs_edits, blocked, unknown, failed }: Row): readonly StatusPart[] {
  const counts = [runs, limited, needs_edits, blocked, unknown, failed]
  return STATUSES.map((status, index) => ({ status, count: counts[index] ?? 0 }))
}

const WIDTH = 1_000

interface Props {
  readonly label: string
  readonly parts: readonly StatusPart[]
  /** What the whole width stands for. */
  readonly most: number
}

/** A stacked bar, with its numbers in words for whoever does not see it. */
export function StatusBar({ label, parts, most }: Props) {
  const scale = WIDTH / Math.max(1, most)
  const before = (index: number) => parts.slice(0, index).reduce((sum, { count }) => sum + count, 0)
  return (
    <svg
      class="stack"
      viewBox={`0 0 ${WIDTH} 10`}
      preserveAspectRatio="none"
      role="img"
      aria-label={inWords(label, parts)}
    >
      {parts.map(({ status, count }, index) => (
        <rect key={status} class={`status-${status}`} x={before(index) * scale} width={count * scale} height={10} />
      ))}
    </svg>
  )
}

export function StatusLegend({ parts }: { readonly parts: readonly StatusPart[] }) {
  return (
    <p class="legend">
      {parts
        .filter(({ count }) => count > 0)
        .map(({ status, count }) => (
          <span key={status}>
            <i class={`status-${status}`} /> {shown(status, 'status')} <b>{figure(count)}</b>
          </span>
        ))}
    </p>
  )
}

function inWords(label: string, parts: readonly StatusPart[]): string {
  const told = parts.filter(({ count }) => count > 0).map(({ status, count }) => `${count} ${shown(status, 'status')}`)
  return `${label}: ${told.length === 0 ? 'none' : told.join(', ')}`
}
