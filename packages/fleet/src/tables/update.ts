import type { Outcome } from '../store/outcome.ts'
import type { Store } from '../store/store.ts'
import { openTables } from './open.ts'
import { addOutcomes } from './write.ts'

/**
 * Brings the tables up to what a store keeps, now and as things stood at `since`. Each outcome is written once, and again
 * only where its team or its audit is another.
 */
export async function updateTables(
  folder: string,
  store: Pick<Store, 'outcomes'>,
  since: string,
  onPart?: (written: number) => void,
): Promise<void> {
  const known = await knownIn(folder)
  await addOutcomes(folder, unknownOf(store, known, [{ until: since }, {}]), onPart)
}

/** What is not known yet, which is known from then on. */
async function* unknownOf(
  store: Pick<Store, 'outcomes'>,
  known: Set<string>,
  moments: readonly { readonly until?: string }[],
): AsyncGenerator<Outcome> {
  for (const moment of moments) {
    for await (const outcome of store.outcomes({ ...moment, skips: (one) => known.has(nameOf(one)) })) {
      if (known.has(nameOf(outcome))) continue
      known.add(nameOf(outcome))
      yield outcome
    }
  }
}

function nameOf({ repository, revision, commit, build, knowledge, at, team }: Omit<Outcome, 'result' | 'figures'>) {
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
