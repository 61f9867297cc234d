import { composeEdits } from '../edit/compose.ts'
import { compare } from '../edit/place.ts'
import type { ChangedFile } from '../edit/plan.ts'
import type { Ported } from './port-project.ts'

/** The edits of all rounds as edits of the files as they are on disk, sorted by path. */
export function composed(rounds: Ported['rounds']): readonly ChangedFile[] {
  const found = new Map<string, ChangedFile>()
  for (const { path, before, edits, planned } of rounds.flatMap(({ files }) => files)) {
    const known = found.get(path)
    found.set(
      path,
      known
        ? {
            path,
            before: known.before,
            edits: composeEdits(known.before, known.edits, edits),
            planned: [...known.planned, ...planned],
          }
        : { path, before, edits, planned },
    )
  }
  return [...found.values()].toSorted((a, b) => compare(a.path, b.path))
}
