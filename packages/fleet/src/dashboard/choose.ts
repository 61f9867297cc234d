import type { Selection } from '../questions/selection.ts'
import type { Chosen } from './answers.ts'
import { type DashboardData, STATUSES } from './data.ts'

/** What is looked for on the page: a selection, and what stops the repositories. */
export interface Filter extends Selection {
  /** The number of a blocker. */
  readonly blocker?: number
}

/** The names of all repositories in lower case, made once so that a search is quick. */
export type Searchable = readonly string[]

export function searchable({ repositories }: DashboardData): Searchable {
  return repositories.name.map((name) => name.toLowerCase())
}

/** The repositories that pass, in the order of their names. */
export function choose(data: DashboardData, names: Searchable, filter: Filter): Chosen {
  const { team, language, framework, status, stops } = data.repositories
  const wanted = {
    team: numberOf(data.teams, filter.team),
    language: numberOf(data.languages, filter.language),
    framework: numberOf(data.frameworks, filter.framework),
    status: numberOf(STATUSES, filter.status),
  }
  const text = filter.text?.toLowerCase() ?? ''
  const chosen: number[] = []
  for (let place = 0; place < names.length; place++) {
    if (wanted.team !== undefined && team[place] !== wanted.team) continue
    if (wanted.language !== undefined && language[place] !== wanted.language) continue
    if (wanted.framework !== undefined && framework[place] !== wanted.framework) continue
    if (wanted.status !== undefined && status[place] !== wanted.status) continue
    if (text !== '' && !names[place]?.includes(text)) continue
    if (filter.blocker !== undefined && !stops[place]?.some(([blocker]) => blocker === filter.blocker)) continue
    chosen.push(place)
  }
  return chosen
}

/** -1, which no repository has, for a name that is not there. */
function numberOf(names: readonly string[], name: string | undefined): number | undefined {
  return name === undefined ? undefined : names.indexOf(name)
}
