import { duckdb } from '../../duckdb.ts'
import { packResult } from '../../store/pack.ts'
import type { Outcome, OutcomeKey } from '../../store/outcome.ts'
import { laterFirst } from '../../store/later-first.ts'
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
  NAMES_OF_ONE,
  type NameRow,
  type OutcomeRow,
  REMOVABLE_SIZES,
  REMOVE,
  type SizesRow,
  namesOf,
  outcomeOf,
} from '../outcome-rows.ts'
import type { FleetFile, Statements } from './file.ts'
import type { TraceKey, Traces } from './traces.ts'

/** Outcomes in a fleet's file, traces in the folder beside it. */
export function storeIn({ stream, transact, alone }: FleetFile, traces: Traces): Omit<Store, 'close'> {
  const find = async ({ repository, revision, commit, build, knowledge }: OutcomeKey): Promise<Outcome | undefined> => {
    const [row] = await alone.rows<OutcomeRow>(FIND, [repository, revision, commit, build, knowledge])
    return row && outcomeOf(row)
  }
  return {
    async keep(kept) {
      // Before their outcomes, so that there is none without its trace.
      for (const { outcome, seen } of kept) if (seen) await traces.keep(outcome, seen)
      await transact(async (statements) => {
        // One after the other, on one connection.
        for (const { outcome } of kept) await keepOne(statements, outcome)
      })
    },
    find,
    async newest(repository, revision) {
      // The columns that are small, as long as there may be none; whole and sorted they take four times as long.
      const rows = await alone.rows<NameRow>(NAMES_OF_ONE, [repository, revision])
      const [newest] = rows.map(namesOf).toSorted(laterFirst)
      return newest && find(newest)
    },
    async *outcomes({ every, skips } = {}) {
      for await (const row of stream<OutcomeRow>(every === true ? EVERY : NEWEST))
        if (!skips?.(namesOf(row))) yield outcomeOf(row)
    },
    seen: (repository, commit) => traces.read({ repository, commit }),
    async prune({ newest, since }) {
      const outcomes = await transact(async ({ run, rows }) => {
        const values = [BigInt(newest), since]
        const [sizes] = await rows<SizesRow>(REMOVABLE_SIZES, values)
        await run(REMOVE, values)
        return { count: Number(sizes?.count), bytes: Number(sizes?.bytes) }
      })
      const kept: TraceKey[] = []
      for await (const { repository, commit_id: commit } of stream<NameRow>(NEWEST)) kept.push({ repository, commit })
      return { outcomes, traces: await traces.removeBut(kept) }
    },
  }
}

/** Of its key there is nothing yet, as a rule: over a row with a blob DuckDB takes twice as long where it has to see to conflicts. */
async function keepOne({ run, rows }: Statements, outcome: Outcome): Promise<void> {
  const { repository, revision, commit, build, knowledge, team, at, result, figures } = outcome
  const key = [repository, revision, commit, build, knowledge]
  const [before] = await rows<{ kind: string }>(KIND, key)
  if (before?.kind === 'audited') {
    if (result.kind === 'audited') await run(KEEP_MOMENT, [...key, at])
  } else {
    await run(before ? KEEP : INSERT, [
      ...key,
      team ?? null,
      at,
      result.kind,
      duckdb.blobValue(packResult(result)),
      figures.seconds,
      figures.processorSeconds,
      ...[figures.bytes, figures.files, figures.peakMemory].map(BigInt),
    ])
  }
  if (before && team !== undefined) await run(KEEP_TEAM, [...key, team])
}
