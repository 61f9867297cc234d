import { useEffect, useMemo, useState } from 'preact/hooks'
import { ThemeButton } from '../../../web/parts/theme-button.tsx'
import { choose, type Filter, searchable } from '../src/dashboard/choose.ts'
import type { DashboardData } from '../src/dashboard/data.ts'
import { Blockers } from './blockers.tsx'
import { Changes } from './changes.tsx'
import { Failures } from './failures.tsx'
import { Filters } from './filters.tsx'
import { Groups } from './groups.tsx'
import { Models } from './models.tsx'
import type { Part } from './part.ts'
import { Repositories } from './repositories.tsx'
import { Standing } from './standing.tsx'

/** A fleet on one page: how ready it is, what would help most, and each repository. */
export function Dashboard({ data }: { readonly data: DashboardData }) {
  const [filter, setFilter] = useState<Filter>({})
  const names = useMemo(() => searchable(data), [data])
  const chosen = useMemo(() => choose(data, names, filter), [data, names, filter])
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
        <Parts data={data} chosen={chosen} onChoose={setFilter} />
      </main>
      <footer class="quiet">
        Made by acclimate-fleet {data.version}. A repository runs where nothing on its main path speaks against a Mac;
        what stops it is counted only where it surely or likely does. This page sends nothing.
      </footer>
    </>
  )
}

interface Choosing extends Part {
  readonly onChoose: (change: (filter: Filter) => Filter) => void
}

/** The parts, each a frame after the one above it: what is seen first answers at once, however many repositories there are. */
function Parts({ data, chosen, onChoose }: Choosing) {
  const second = useLater(chosen)
  const third = useLater(second)
  const fourth = useLater(third)
  const fifth = useLater(fourth)
  const sixth = useLater(fifth)
  const seventh = useLater(sixth)
  // One that has not changed is not made again.
  const parts = [
    useMemo(() => <Standing data={data} chosen={chosen} />, [data, chosen]),
    useMemo(() => second && <Blockers data={data} chosen={second} onChoose={onChoose} />, [data, second, onChoose]),
    useMemo(() => third && <Groups data={data} chosen={third} onChoose={onChoose} />, [data, third, onChoose]),
    useMemo(() => fourth && <Repositories data={data} chosen={fourth} />, [data, fourth]),
    useMemo(() => fifth && <Changes data={data} chosen={fifth} />, [data, fifth]),
    useMemo(() => sixth && <Models data={data} chosen={sixth} />, [data, sixth]),
    useMemo(() => seventh && <Failures data={data} chosen={seventh} />, [data, seventh]),
  ]
  return <>{parts}</>
}

/** The value, a frame after it has become another; nothing before the first. */
function useLater<Value>(value: Value): Value | undefined {
  const [late, setLate] = useState<Value>()
  useEffect(() => {
    const frame = requestAnimationFrame(() => setLate(value))
    return () => cancelAnimationFrame(frame)
  }, [value])
  return late
}

function day(moment: string): string {
  return moment.slice(0, 10)
}
