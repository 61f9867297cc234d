import { given } from '../given.ts'
import type { Need } from '../incoming.ts'
import { either } from '../marker-text.ts'
import { entriesOf, itemsOf, textAt, valueAt, type Placed } from '../placed.ts'

/** The marker of a package: one for all groups, or a table with one for each group that has one. */
export function ownMarker(table: Placed): string | undefined {
  const groups = itemsOf(valueAt(table, 'groups'))
  const markers = entriesOf(valueAt(table, 'markers')).map(({ value }) => textAt(value))
  // A group that is not in the table needs the package always.
  if (markers.length > 0) return markers.length < groups.length ? undefined : either(markers)
  return textAt(table, 'markers')
}

/** What a package of the lock needs: what only CUDA machines have of PyTorch needs libraries of NVIDIA's without a word on platforms. */
export function needsOf(table: Placed): readonly Need[] {
  const by = { name: textAt(table, 'name') ?? '' }
  return entriesOf(valueAt(table, 'dependencies')).flatMap(({ key, value }) =>
    itemsOf(value).map((item) => ({ name: key, by, ...given({ marker: conditionOf(item) }) })),
  )
}

/** Which extras are in use is not told here: a need of an extra counts as one that always holds. */
function conditionOf(need: Placed): string | undefined {
  const marker = textAt(need, 'markers')
  return marker?.includes('extra') ? undefined : marker
}
