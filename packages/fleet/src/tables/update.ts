import type { Named, Store } from '../store/store.ts'
import { openTables } from './open.ts'
import { addOutcomes } from './write.ts'

/**
 * Brings the tables up to what a store keeps, whenever it was made, so that answers do not depend on when others were asked
 * for. Each outcome is written once, and again only where its team or its moment is another.
 */
export async function updateTables(
  folder: string,
  store: Pick<Store, 'outcomes'>,
  onPart?: (written: number) => void,
): Promise<void> {
  const known = await knownIn(folder)
  const isKnown = (outcome: Named): boolean => known.has(nameOf(outcome))
  await addOutcomes(folder, store.outcomes({ every: true, skips: isKnown }), onPart)
}

function nameOf({ repository, revision, commit, build, knowledge, at, team }: Named) {
  return JSON.stringify([repository, revision, commit, build, knowledge, new Date(at).toISOString(), team ?? null])
}

async function knownIn(folder: string): Promise<Set<string>> {
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
