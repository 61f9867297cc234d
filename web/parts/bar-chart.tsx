/** A row of a chart, made of parts that add up. */
export interface Bar {
  readonly label: string
  readonly parts: readonly Part[]
}

interface Part {
  readonly label: string
  /** The class that gives its colour. */
  readonly look: string
  readonly count: number
}

const WIDTH = 300
const HEIGHT = 14

/** What a chart says, as a number and what it counts: `3 of 5`, `by a program`. */
export interface ChartAnswer {
  readonly number: string
  readonly words: string
}

interface ChartProps {
  readonly title: string
  readonly bars: readonly Bar[]
  readonly answer?: ChartAnswer
}

/** Stacked bars on one scale, with the numbers beside them in words for whoever does not see the picture. */
export function BarChart({ title, bars, answer }: ChartProps) {
  const most = Math.max(1, ...bars.map(({ parts }) => totalOf(parts)))
  const labels = new Map(bars.flatMap(({ parts }) => parts.filter(hasAny)).map(({ label, look }) => [look, label]))
  return (
    <figure>
      <figcaption>{title}</figcaption>
      {answer && (
        <p class="chart-answer">
          <b>{answer.number}</b> {answer.words}
        </p>
      )}
      {bars.map(({ label, parts }) => (
        <div key={label} class="bar">
          <span>{label}</span>
          <svg
            viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
            preserveAspectRatio="none"
            role="img"
            aria-label={inWords(label, parts)}
          >
            {parts.map(({ look, count }, index) => (
              <rect
                key={look}
                class={look}
                x={(totalOf(parts.slice(0, index)) / most) * WIDTH}
                width={(count / most) * WIDTH}
                height={HEIGHT}
              />
            ))}
          </svg>
          <span class="count">{totalOf(parts).toLocaleString('en')}</span>
        </div>
      ))}
      <p class="legend">
        {[...labels].map(([look, label]) => (
          <span key={look}>
            <i class={look} /> {label}
          </span>
        ))}
      </p>
    </figure>
  )
}

function totalOf(parts: readonly Part[]): number {
  return parts.reduce((sum, { count }) => sum + count, 0)
}

function hasAny({ count }: Part): boolean {
  return count > 0
}

function inWords(label: string, parts: readonly Part[]): string {
  const told = parts.filter(hasAny).map((part) => `${part.count} ${part.label}`)
  return `${label}: ${told.length === 0 ? 'none' : told.join(', ')}`
}
