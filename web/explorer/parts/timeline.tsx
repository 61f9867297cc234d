import { SUPPORT_WORDS } from '../../parts/words.ts'
import type { Stretch } from './course.ts'
import './timeline.css'

export interface Lane {
  readonly label: string
  readonly stretches: readonly Stretch[]
}

interface Props {
  readonly title: string
  readonly lanes: readonly Lane[]
  /** The day up to which it is known, YYYY-MM-DD. */
  readonly asOf: string
}

const WIDTH = 1000
const HEIGHT = 16
/** More labels than these run into each other on a phone. */
const MOST_LABELS = 6

/** How things were on each platform over the years, in colours; each stretch says in words what it is. */
export function Timeline({ title, lanes, asOf }: Props) {
  const years = yearsOf(lanes, asOf)
  const start = Date.parse(`${years[0]}-01-01`)
  const end = Date.parse(`${Number(years.at(-1)) + 1}-01-01`)
  const xOf = (day: string) => ((Date.parse(day) - start) / (end - start)) * WIDTH
  const used = new Set(lanes.flatMap(({ stretches }) => stretches.map(({ status }) => status)))
  const step = Math.ceil(years.length / MOST_LABELS)
  return (
    <figure class="timeline">
      <figcaption>{title}</figcaption>
      {lanes.map(({ label, stretches }) => (
        <div key={label} class="lane">
          <span>{label}</span>
          <svg
            viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
            preserveAspectRatio="none"
            role="img"
            aria-label={`${label}: ${stretches.map(({ says }) => says).join('; ') || 'not known'}`}
          >
            {stretches.map(({ status, from, to, says }) => {
              const x = from === undefined ? 0 : Math.max(0, xOf(from))
              const right = xOf(to ?? asOf)
              return (
                <rect key={says} class={`support-${status}`} x={x} width={Math.max(3, right - x - 2)} height={HEIGHT}>
                  <title>{says}</title>
                </rect>
              )
            })}
            {years.slice(1).map((year) => (
              <rect key={year} class="year" x={xOf(`${year}-01-01`)} width="1" height={HEIGHT} />
            ))}
          </svg>
        </div>
      ))}
      <div class="lane years" aria-hidden="true">
        <span />
        <p>
          {years.map((year, index) => (
            <span key={year}>{index % step === 0 ? year : ''}</span>
          ))}
        </p>
      </div>
      <p class="legend">
        {[...used].map((status) => (
          <span key={status}>
            <i class={`support-${status}`} /> {SUPPORT_WORDS[status]}
          </span>
        ))}
      </p>
    </figure>
  )
}

/** From the year of the first day that is known, with one before it for what held until then, to that of the last. */
function yearsOf(lanes: readonly Lane[], asOf: string): readonly number[] {
  const days = lanes.flatMap(({ stretches }) => stretches.flatMap(({ from, to }) => [from ?? [], to ?? []].flat()))
  const last = Number(asOf.slice(0, 4))
  const first = Math.min(last - 1, ...days.map((day) => Number(day.slice(0, 4)) - 1))
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}
