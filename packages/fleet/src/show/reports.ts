import type { Report } from 'acclimate'
import * as v from 'valibot'
import type { Store } from '../store/store.ts'
import { openTables } from '../tables/open.ts'

/** Lends the store for as long as it is needed: a fleet's file is open in one process at a time. */
export type OutcomeSource = <Result>(
  use: (store: Pick<Store, 'find' | 'outcomes'>) => Promise<Result>,
) => Promise<Result>

const keys = v.array(
  v.object({
    repository: v.string(),
    revision: v.string(),
    commit: v.string(),
    build: v.string(),
    knowledge: v.string(),
  }),
)

/** The report of the outcome with this number in the tables; undefined where there is none. */
export async function reportOf(folder: string, outcome: number, outcomes: OutcomeSource): Promise<Report | undefined> {
  const { connection, close } = await openTables(folder)
  try {
    const reader = await connection.runAndReadAll(
      'SELECT address AS repository, revision, commit, build, knowledge FROM outcomes WHERE outcome = $outcome',
      { outcome },
    )
    const [key] = v.parse(keys, reader.getRowObjectsJS())
    if (!key) return undefined
    const found = await outcomes((store) => store.find(key))
    return found?.result.kind === 'audited' ? found.result.report : undefined
  } finally {
    close()
  }
}
