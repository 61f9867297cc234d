import type { DuckDBConnection } from '@duckdb/node-api'
import { version } from 'acclimate/parts'
import * as v from 'valibot'
import { rowsOf } from '../questions/ask.ts'
import { question as changes } from '../questions/changes/index.ts'
import { bytes, count, status, text, texts, truth } from '../questions/question.ts'
import type { Period, Selection } from '../questions/selection.ts'
import { tableOf } from './numbered.ts'
import { type DashboardData, EFFORTS, type Load, STATUSES, type Stop } from './data.ts'

const REPOSITORIES = `
  SELECT
    outcome, repository, team, language, framework, status, coalesce(effort, 'unknown') AS effort,
    coalesce(automatic, 0) AS automatic, coalesce(manual, 0) AS manual, coalesce(too_open, false) AS too_open,
    failure, detail
  FROM chosen ORDER BY repository`
const repositories = v.array(
  v.object({
    outcome: count,
    repository: text,
    team: text,
    language: text,
    framework: text,
    status,
    effort: v.picklist(EFFORTS),
    automatic: count,
    manual: count,
    too_open: truth,
    failure: v.nullable(text),
    detail: v.nullable(text),
  }),
)

const STOPS = `
  SELECT
    outcome, blocker_kind AS kind, blocker AS name, has_fix, is_automatic,
    coalesce(mode(remedy ORDER BY remedy) OVER (PARTITION BY blocker_kind, blocker), '') AS remedy
  FROM blockers JOIN chosen USING (outcome)
  WHERE status IN ('needs-edits', 'blocked')
  ORDER BY kind, name, outcome`
const stops = v.array(
  v.object({ outcome: count, kind: text, name: text, has_fix: truth, is_automatic: truth, remedy: text }),
)

const LOADS = `
  SELECT
    outcome, model, max(parameters) AS parameters, coalesce(work, '') AS work, coalesce(quantization, '') AS quantization,
    coalesce(runtime, '') AS runtime, max(models.bytes) AS bytes, max(low) AS low, max(high) AS high,
    CASE WHEN count(*) = count(fits_from) THEN max(fits_from) END AS fits_from
  FROM chosen JOIN models USING (outcome)
  GROUP BY ALL ORDER BY ALL`
const loads = v.array(
  v.object({
    outcome: count,
    model: text,
    parameters: v.nullable(v.number()),
    work: text,
    quantization: text,
    runtime: text,
    bytes: v.nullable(bytes),
    low: v.nullable(bytes),
    high: v.nullable(bytes),
    fits_from: v.nullable(count),
  }),
)

const changed = v.array(
  v.object({
    repository: text,
    way: v.picklist(['better', 'worse', 'new', 'lost']),
    was: v.nullable(status),
    edits_were: v.nullable(count),
    edits: v.nullable(count),
    because: texts,
  }),
)

/** Reads what the dashboard shows of the chosen repositories. */
export async function gather(
  connection: DuckDBConnection,
  selection: Selection,
  period: Period,
): Promise<DashboardData> {
  const read = (sql: string) => rowsOf(connection, sql, selection, period)
  const all = v.parse(repositories, await read(REPOSITORIES))
  const stopRows = v.parse(stops, await read(STOPS))
  const loadRows = v.parse(loads, await read(LOADS))
  const changeRows = v.parse(changed, await read(changes.sql))
  const teams = tableOf<string>()
  const languages = tableOf<string>()
  const frameworks = tableOf<string>()
  const failures = tableOf<{ failure: string; detail: string }>()
  const blockers = tableOf<DashboardData['blockers'][number]>()
  const models = tableOf<DashboardData['models'][number]>()
  const stopsOf = grouped(stopRows, ({ kind, name, remedy, has_fix, is_automatic }): Stop => [
    blockers.numberOf({ kind, name, remedy }),
    is_automatic ? 2 : has_fix ? 1 : 0,
  ])
  const loadsOf = grouped(loadRows, ({ model, work, quantization, runtime, parameters, ...need }): Load => [
    models.numberOf({ model, parameters, work, quantization, runtime }),
    need.bytes ?? 0,
    need.low ?? 0,
    need.high ?? 0,
    need.fits_from ?? 0,
  ])
  const places = new Map(all.map(({ repository }, place) => [repository, place]))
  return {
    version,
    ...period,
    repositories: {
      name: all.map(({ repository }) => repository),
      outcome: all.map(({ outcome }) => outcome),
      team: all.map(({ team }) => teams.numberOf(team)),
      language: all.map(({ language }) => languages.numberOf(language)),
      framework: all.map(({ framework }) => frameworks.numberOf(framework)),
      status: all.map((one) => STATUSES.indexOf(one.status)),
      effort: all.map(({ effort }) => EFFORTS.indexOf(effort)),
      automatic: all.map(({ automatic }) => automatic),
      manual: all.map(({ manual }) => manual),
      tooOpen: all.map(({ too_open }) => (too_open ? 1 : 0)),
      failure: all.map(({ failure, detail }) =>
        failure === null ? -1 : failures.numberOf({ failure, detail: detail ?? '' }),
      ),
      stops: all.map(({ outcome }) => stopsOf.get(outcome) ?? []),
      loads: all.map(({ outcome }) => loadsOf.get(outcome) ?? []),
    },
    changes: changeRows.map(({ repository, way, was, edits_were, edits, because }) => ({
      repository: places.get(repository) ?? -1,
      way,
      was: was === null ? -1 : STATUSES.indexOf(was),
      editsWere: edits_were,
      edits,
      because,
    })),
    teams: teams.values,
    languages: languages.values,
    frameworks: frameworks.values,
    failures: failures.values,
    blockers: blockers.values,
    models: models.values,
  }
}

function grouped<Row extends { readonly outcome: number }, Made>(
  rows: readonly Row[],
  make: (row: Row) => Made,
): ReadonlyMap<number, readonly Made[]> {
  const groups = new Map<number, Made[]>()
  for (const row of rows) {
    const group = groups.get(row.outcome)
    if (group) group.push(make(row))
    else groups.set(row.outcome, [make(row)])
  }
  return groups
}
