import { Choice } from '../../../web/parts/choice.tsx'
import { counted } from '../../../src/render/terminal/page.ts'
import type { Filter } from '../src/dashboard/choose.ts'
import { type DashboardData, STATUSES } from '../src/dashboard/data.ts'
import { figure, shown } from '../src/questions/cells.ts'

interface Props {
  readonly data: DashboardData
  readonly filter: Filter
  /** Repositories that pass. */
  readonly count: number
  readonly onChange: (filter: Filter) => void
}

/** The choices of whom the page speaks; all of its parts follow. */
export function Filters({ data, filter, count, onChange }: Props) {
  const { text = '', team = '', language = '', framework = '', status = '', blocker } = filter
  const set = (key: 'text' | 'team' | 'language' | 'framework' | 'status') => (value: string) => {
    const { [key]: _, ...rest } = filter
    onChange(value === '' ? rest : { ...rest, [key]: value })
  }
  const has = new Set(data.repositories.status)
  const statuses = STATUSES.filter((_, number) => has.has(number))
  const all = data.repositories.name.length
  const stop = blocker === undefined ? undefined : data.blockers[blocker]
  return (
    <fieldset class="filters">
      <legend>Show</legend>
      <label>
        Text
        <input
          type="search"
          value={text}
          placeholder="part of an address"
          onInput={({ currentTarget }) => set('text')(currentTarget.value)}
        />
      </label>
      <Choice label="Team" value={team} options={options(data.teams)} onChange={set('team')} />
      <Choice label="Language" value={language} options={options(data.languages)} onChange={set('language')} />
      <Choice label="Framework" value={framework} options={options(data.frameworks)} onChange={set('framework')} />
      <Choice
        label="On a Mac"
        value={status}
        options={statuses.map((one) => [one, shown(one, 'status')])}
        onChange={set('status')}
      />
      <button type="button" onClick={() => onChange({})} disabled={Object.keys(filter).length === 0}>
        Clear
      </button>
      <p role="status">
        {count === all
          ? counted(all, 'repository', 'repositories')
          : `${figure(count)} of ${counted(all, 'repository', 'repositories')}`}
        {stop !== undefined && (
          <>
            {' '}
            that <code>{stop.name}</code> stops
          </>
        )}
      </p>
    </fieldset>
  )
}

function options(names: readonly string[]): readonly (readonly [string, string])[] {
  return names.toSorted().map((name) => [name, name])
}
