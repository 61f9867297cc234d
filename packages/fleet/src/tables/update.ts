import type { Outcome } from '../store/outcome.ts'
import type { Store } from '../store/store.ts'
import { openTables } from './open.ts'
import { addOutcomes } from './write.ts'

/** Brings the tables up to what a store keeps: each outcome is written once, and again only where its team or audit is another. */
export async function updateTables(
  folder: string,
  store: Pick<Store, 'outcomes'>,
  onPart?: (written: number) => void,
): Promise<void> {
  const known = await knownIn(folder)
  await addOutcomes(folder, unknownOf(store.outcomes(), known), onPart)
}

async function* unknownOf(outcomes: AsyncIterable<Outcome>, known: ReadonlySet<string>): AsyncGenerator<Outcome> {
  for await (const outcome of outcomes) {
    const { repository, revision, commit, build, knowledge, at, team } = outcome
    const moment = new Date(at).toISOString()
    if (!known.has(JSON.stringify([repository, revision, commit, build, knowledge, moment, team ?? null])))
      yield outcome
  }
}

async function knownIn(folder: string): Promise<ReadonlySet<string>> {
  const { connection, close } = await openTables(folder)
  try {
    const moment = "strftime(audited_at, '%Y-%m-%dT%H:%M:%S.%gZ')"
    const reader = await connection.runAndReadAll(
      `SELECT address, revision, commit, build, knowledge, ${moment}, team FROM outcomes`,
    )
    return new Set(reader.getRowsJson().map((row) => JSON.stringify(row)))
  } finally {
    close()
  }
}
