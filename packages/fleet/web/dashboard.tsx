import { useMemo, useState } from 'preact/hooks'
import { ThemeButton } from '../../../web/theme-button.tsx'
import { readiness } from '../src/dashboard/answers.ts'
import { choose, type Filter, searchable } from '../src/dashboard/choose.ts'
import type { DashboardData } from '../src/dashboard/data.ts'
import { Blockers } from './blockers.tsx'
import { Changes } from './changes.tsx'
import { Failures } from './failures.tsx'
import { Filters } from './filters.tsx'
import { Groups } from './groups.tsx'
import { Models } from './models.tsx'
import { Repositories } from './repositories.tsx'
import { Standing } from './standing.tsx'

/** What each part is told: everything, and which repositories are chosen. */
export interface Part {
  readonly data: DashboardData
  readonly chosen: readonly number[]
}

/** A fleet on one page: how ready it is, what would help most, and each repository. */
export function Dashboard({ data }: { readonly data: DashboardData }) {
  const [filter, setFilter] = useState<Filter>({})
  const names = useMemo(() => searchable(data), [data])
  const chosen = useMemo(() => choose(data, names, filter), [data, names, filter])
  const rows = useMemo(() => readiness(data, chosen), [data, chosen])
  const part = { data, chosen }
  return (
    <>
      <a class="skip" href="#repositories">
        Skip to the repositories
      </a>
      <header>
        <div class="title">
          <h1>
            The fleet <span class="quiet">on CUDA and Metal</span>
          </h1>
          <ThemeButton />
        </div>
        <p class="quiet">
          As of {day(data.now)}; changes since {day(data.since)}.
        </p>
      </header>
      <main>
        <Filters data={data} filter={filter} count={chosen.length} onChange={setFilter} />
        <Standing rows={rows} />
        <nav class="contents" aria-label="On this page">
          {CONTENTS.map(([id, title]) => (
            <a key={id} href={`#${id}`}>
              {title}
            </a>
          ))}
        </nav>
        <Blockers {...part} onChoose={(blocker) => setFilter({ ...filter, blocker })} />
        <Groups rows={rows} onChoose={(by, name) => setFilter({ ...filter, [by]: name })} />
        <Repositories {...part} />
        <Changes {...part} />
        <Models {...part} />
        <Failures {...part} />
      </main>
      <footer class="quiet">
        Made by acclimate-fleet {data.version}. A repository runs where nothing on its main path speaks against a Mac;
        what stops it is counted only where it surely or likely does. This page sends nothing.
      </footer>
    </>
  )
}

const CONTENTS = [
  ['blockers', 'What blocks most'],
  ['groups', 'By team, language, framework'],
  ['repositories', 'Repositories'],
  ['changes', 'What changed'],
  ['models', 'Models'],
  ['failures', 'Not audited'],
] as const

function day(moment: string): string {
  return moment.slice(0, 10)
}
