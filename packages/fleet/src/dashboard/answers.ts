/**
 * The answers to the questions over what the dashboard carries, so that a choice takes effect at once and without a server.
 * A test holds each of them against what the question's SQL answers.
 */
import type { Row as Blocker } from '../questions/blockers/row.ts'
import type { Row as Changed } from '../questions/changes/row.ts'
import type { Row as Failure } from '../questions/failures/row.ts'
import type { Row as Away } from '../questions/minutes-away/row.ts'
import type { Row as Model } from '../questions/models/row.ts'
import type { Row as Readiness } from '../questions/readiness/row.ts'
import { type DashboardData, EFFORTS, STATUSES } from './data.ts'

const [RUNS, LIMITED, NEEDS_EDITS, BLOCKED, UNKNOWN, FAILED] = [0, 1, 2, 3, 4, 5]
const MINUTES = EFFORTS.indexOf('minutes')

/** Repositories by their places in the columns. */
export type Chosen = readonly number[]

export function readiness(data: DashboardData, chosen: Chosen): readonly Readiness[] {
  const { team, language, framework } = data.repositories
  const by = (name: Readiness['by'], names: readonly string[], column: readonly number[]) =>
    groupsOf(chosen, (place) => column[place] ?? 0)
      .map(([number, members]) => standing(data, name, names[number] ?? '', members))
      .toSorted((left, right) => right.repositories - left.repositories || inOrder(left.name, right.name))
  if (chosen.length === 0) return []
  return [
    standing(data, 'all', 'all', chosen),
    ...by('team', data.teams, team),
    ...by('language', data.languages, language),
    ...by('framework', data.frameworks, framework),
  ]
}

function standing(data: DashboardData, by: Readiness['by'], name: string, members: Chosen): Readiness {
  const { status, effort } = data.repositories
  const counts = [0, 0, 0, 0, 0, 0]
  let minutes = 0
  for (const place of members) {
    const own = status[place] ?? UNKNOWN
    counts[own] = (counts[own] ?? 0) + 1
    if (own === NEEDS_EDITS && effort[place] === MINUTES) minutes += 1
  }
  const of = (number: number) => counts[number] ?? 0
  const judged = members.length - of(FAILED)
  return {
    by,
    name,
    repositories: members.length,
    runs: of(RUNS),
    limited: of(LIMITED),
    needs_edits: of(NEEDS_EDITS),
    blocked: of(BLOCKED),
    unknown: of(UNKNOWN),
    failed: of(FAILED),
    minutes,
    ready: judged === 0 ? 0 : (of(RUNS) + of(LIMITED)) / judged,
  }
}

export function blockers(data: DashboardData, chosen: Chosen): readonly Blocker[] {
  const { stops, tooOpen } = data.repositories
  const counts = data.blockers.map(() => ({ repositories: 0, frees: 0, automatic: true, withoutFix: 0 }))
  for (const place of chosen) {
    const own = stops[place] ?? []
    for (const [blocker, fix] of own) {
      const count = counts[blocker]
      if (!count) continue
      count.repositories += 1
      if (own.length === 1 && tooOpen[place] === 0) count.frees += 1
      if (fix !== 2) count.automatic = false
      if (fix === 0) count.withoutFix += 1
    }
  }
  const ranked = data.blockers
    .map((blocker, number) => ({ ...blocker, number, ...counts[number] }))
    .filter(({ repositories = 0 }) => repositories > 0)
    .toSorted(
      (left, right) =>
        (right.repositories ?? 0) - (left.repositories ?? 0) ||
        (right.frees ?? 0) - (left.frees ?? 0) ||
        inOrder(left.kind, right.kind) ||
        inOrder(left.name, right.name),
    )
  const ranks = data.blockers.map(() => 0)
  for (const [rank, { number }] of ranked.entries()) ranks[number] = rank
  // A repository is freed once the last of all that stops it is replaced.
  const freed = ranked.map(() => 0)
  for (const place of chosen) {
    const own = stops[place] ?? []
    if (own.length === 0 || tooOpen[place] === 1) continue
    let last = 0
    for (const [blocker] of own) last = Math.max(last, ranks[blocker] ?? 0)
    freed[last] = (freed[last] ?? 0) + 1
  }
  let above = 0
  return ranked.map(({ kind, name, remedy, repositories = 0, frees = 0, automatic = false, withoutFix = 0 }, rank) => ({
    kind,
    name,
    repositories,
    frees,
    frees_with_above: (above += freed[rank] ?? 0),
    automatic,
    without_fix: withoutFix,
    remedy,
  }))
}

export function minutesAway({ repositories, teams, frameworks }: DashboardData, chosen: Chosen): readonly Away[] {
  const { name, team, framework, status, effort, automatic, manual } = repositories
  return chosen
    .filter((place) => status[place] === NEEDS_EDITS && effort[place] === MINUTES)
    .map((place) => ({
      repository: name[place] ?? '',
      team: teams[team[place] ?? 0] ?? '',
      framework: frameworks[framework[place] ?? 0] ?? '',
      automatic: automatic[place] ?? 0,
      manual: manual[place] ?? 0,
    }))
    .toSorted(
      (left, right) =>
        left.manual - right.manual || left.automatic - right.automatic || inOrder(left.repository, right.repository),
    )
}

/** In the order in which they are carried, which is that of the question. */
export function changes({ repositories, teams, changes: all }: DashboardData, chosen: Chosen): readonly Changed[] {
  const places = new Set(chosen)
  return all
    .filter(({ repository }) => places.has(repository))
    .map(({ repository, way, was, editsWere, edits, because }) => ({
      repository: repositories.name[repository] ?? '',
      team: teams[repositories.team[repository] ?? 0] ?? '',
      way,
      was: STATUSES[was] ?? null,
      now: STATUSES[repositories.status[repository] ?? UNKNOWN] ?? 'unknown',
      edits_were: editsWere,
      edits,
      because: [...because],
    }))
}

export function models({ repositories, models: needs }: DashboardData, chosen: Chosen): readonly Model[] {
  const found = new Map<number, { repositories: number; bytes: number; low: number; high: number; fits: number }>()
  for (const place of chosen) {
    for (const [need, bytes, low, high, fits] of repositories.loads[place] ?? []) {
      const sum = found.get(need)
      if (!sum) {
        found.set(need, { repositories: 1, bytes, low, high, fits })
        continue
      }
      sum.repositories += 1
      sum.bytes = Math.max(sum.bytes, bytes)
      sum.low = Math.max(sum.low, low)
      sum.high = Math.max(sum.high, high)
      // One that fits nowhere counts for all.
      sum.fits = sum.fits === 0 || fits === 0 ? 0 : Math.max(sum.fits, fits)
    }
  }
  return [...found]
    .flatMap(([number, { repositories: count, bytes, low, high, fits }]) => {
      const need = needs[number]
      if (!need) return []
      return {
        ...need,
        repositories: count,
        bytes: known(bytes),
        low: known(low),
        high: known(high),
        fits_from: known(fits),
      }
    })
    .toSorted(
      (left, right) =>
        (right.bytes ?? 0) - (left.bytes ?? 0) ||
        inOrder(left.model, right.model) ||
        inOrder(left.work, right.work) ||
        inOrder(left.quantization, right.quantization),
    )
}

/** Repositories that are named of each reason. */
const EXAMPLES = 5

export function failures({ repositories, failures: reasons }: DashboardData, chosen: Chosen): readonly Failure[] {
  const failed = chosen.filter((place) => (repositories.failure[place] ?? -1) >= 0)
  return groupsOf(failed, (place) => repositories.failure[place] ?? -1)
    .map(([number, members]) => ({
      failure: reasons[number]?.failure ?? '',
      detail: reasons[number]?.detail ?? '',
      repositories: members.length,
      examples: members.slice(0, EXAMPLES).map((place) => repositories.name[place] ?? ''),
    }))
    .toSorted(
      (left, right) =>
        right.repositories - left.repositories ||
        inOrder(left.failure, right.failure) ||
        inOrder(left.detail, right.detail),
    )
}

function groupsOf(places: Chosen, numberOf: (place: number) => number): readonly (readonly [number, Chosen])[] {
  const groups = new Map<number, number[]>()
  for (const place of places) {
    const group = groups.get(numberOf(place))
    if (group) group.push(place)
    else groups.set(numberOf(place), [place])
  }
  return [...groups]
}

/** Nought stands for what is not known. */
function known(value: number): number | null {
  return value === 0 ? null : value
}

/** As the tables sort texts. */
function inOrder(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}
