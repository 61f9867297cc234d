import { type DuckDBConnection, type DuckDBValue, blobValue } from '@duckdb/node-api'
import { packResult } from '../../store/pack.ts'
import type { Outcome } from '../../store/outcome.ts'
import type { Store } from '../../store/store.ts'
import {
  EVERY,
  FIND,
  INSERT,
  KEEP,
  KEEP_MOMENT,
  KEEP_TEAM,
  KIND,
  NEWEST,
  NEWEST_OF_ONE,
  type NameRow,
  type OutcomeRow,
  REMOVABLE_SIZES,
  REMOVE,
  type SizesRow,
  namesOf,
  outcomeOf,
} from '../outcome-rows.ts'
import type { FleetFile } from './file.ts'
import type { TraceKey, Traces } from './traces.ts'

/** Outcomes in a fleet's file, traces in the folder beside it. */
export function storeIn({ connect, transact }: FleetFile, traces: Traces): Omit<Store, 'close'> {
  /** Rows of this shape are what the statements select; the driver types any row as a record. */
  async function* rows<Row>(sql: string, values: DuckDBValue[]): AsyncGenerator<Row> {
    const connection = await connect()
    try {
      const result = await connection.stream(sql, values)
      for await (const some of result.yieldRowObjectJs()) yield* some as Row[]
    } finally {
      connection.closeSync()
    }
  }
  return {
    async keep(kept) {
      // Before their outcomes, so that there is none without its trace.
      for (const { outcome, seen } of kept) if (seen) await traces.keep(outcome, seen)
      await transact(async (connection) => {
        // One after the other, on one connection.
        for (const { outcome } of kept) await keepOne(connection, outcome)
      })
    },
    async find({ repository, revision, commit, build, knowledge }) {
      for await (const row of rows<OutcomeRow>(FIND, [repository, revision, commit, build, knowledge]))
        return outcomeOf(row)
      return undefined
    },
    async newest(repository, revision) {
      for await (const row of rows<OutcomeRow>(NEWEST_OF_ONE, [repository, revision])) return outcomeOf(row)
      return undefined
    },
    async *outcomes({ every, skips } = {}) {
      for await (const row of rows<OutcomeRow>(every === true ? EVERY : NEWEST, []))
        if (!skips?.(namesOf(row))) yield outcomeOf(row)
    },
    seen: (repository, commit) => traces.read({ repository, commit }),
    async prune({ newest, since }) {
      const outcomes = await transact(async (connection) => {
        const values = [BigInt(newest), since]
        const [sizes] = await readRows<SizesRow>(connection, REMOVABLE_SIZES, values)
        await connection.run(REMOVE, values)
        return { count: Number(sizes?.count), bytes: Number(sizes?.bytes) }
      })
      const kept: TraceKey[] = []
      for await (const { repository, commit_id: commit } of rows<NameRow>(NEWEST, [])) kept.push({ repository, commit })
      return { outcomes, traces: await traces.removeBut(kept) }
    },
  }
}

/** Of its key there is nothing yet, as a rule: over a row with a blob DuckDB takes twice as long where it has to see to conflicts. */
async function keepOne(connection: DuckDBConnection, outcome: Outcome): Promise<void> {
  const { repository, revision, commit, build, knowledge, team, at, result, figures } = outcome
  const key = [repository, revision, commit, build, knowledge]
  const [before] = await readRows<{ kind: string }>(connection, KIND, key)
  if (before?.kind === 'audited') {
    if (result.kind === 'audited') await connection.run(KEEP_MOMENT, [...key, at])
  } else {
    await connection.run(before ? KEEP : INSERT, [
      ...key,
      team ?? null,
      at,
      result.kind,
      blobValue(packResult(result)),
      figures.seconds,
      figures.processorSeconds,
      ...[figures.bytes, figures.files, figures.peakMemory].map(BigInt),
    ])
  }
  if (before && team !== undefined) await connection.run(KEEP_TEAM, [...key, team])
}

/** Rows are of the shape that the statement selects; the driver types any row as a record. */
async function readRows<Row>(
  connection: DuckDBConnection,
  sql: string,
  values: DuckDBValue[],
): Promise<readonly Row[]> {
  return (await connection.runAndReadAll(sql, values)).getRowObjectsJS() as Row[]
}
