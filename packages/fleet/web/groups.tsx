import { figure, percent } from '../src/questions/cells.ts'
import { readiness } from '../src/dashboard/answers.ts'
import type { Filter } from '../src/dashboard/choose.ts'
import type { Part } from './part.ts'
import type { Row } from '../src/questions/readiness/row.ts'
import { partsOf, StatusBar } from './status-bar.tsx'

const GROUPS = [
  ['team', 'Teams'],
  ['language', 'Languages'],
  ['framework', 'Frameworks'],
] as const

/** Groups of one kind that are shown at once. */
const MAX_SHOWN = 8

interface Props extends Part {
  readonly onChoose: (change: (filter: Filter) => Filter) => void
}

/** Readiness by team, language and framework. A group's name leads to it. */
export function Groups({ data, chosen, onChoose }: Props) {
  const rows = readiness(data, chosen)
  return (
    <section aria-labelledby="groups">
      <h2 id="groups">By team, language, framework</h2>
      <div class="charts groups">
        {GROUPS.map(([by, title]) => (
          <Group
            key={by}
            title={title}
            rows={rows.filter((row) => row.by === by)}
            onChoose={(name) => onChoose((filter) => ({ ...filter, [by]: name }))}
          />
        ))}
      </div>
    </section>
  )
}

interface GroupProps {
  readonly title: string
  readonly rows: readonly Row[]
  readonly onChoose: (name: string) => void
}

function Group({ title, rows, onChoose }: GroupProps) {
  const rest = rows.slice(MAX_SHOWN)
  return (
    <figure>
      <figcaption>
        {title} <span class="quiet">ready, of how many</span>
      </figcaption>
      <Bars rows={rows.slice(0, MAX_SHOWN)} onChoose={onChoose} />
      {rest.length > 0 && (
        <details>
          <summary>{rest.length} more</summary>
          <Bars rows={rest} onChoose={onChoose} />
        </details>
      )}
    </figure>
  )
}

function Bars({ rows, onChoose }: Omit<GroupProps, 'title'>) {
  return (
    <>
      {rows.map((row) => (
        <div key={row.name} class="bar">
          <button type="button" class="link" title={row.name} onClick={() => onChoose(row.name)}>
            <bdi>{row.name}</bdi>
          </button>
          {/* Each bar is whole: shares are compared, and how many there are stands beside. */}
          <StatusBar label={row.name} parts={partsOf(row)} most={row.repositories} />
          <span class="count">
            {percent(row.ready)} <span class="quiet">{figure(row.repositories)}</span>
          </span>
        </div>
      ))}
    </>
  )
}
