import { given } from '../given.ts'
import type { Need } from '../incoming.ts'
import { both } from '../marker-text.ts'
import { entriesOf, itemsOf, textAt, valueAt, type Placed } from '../placed.ts'
import { withPlainExtras } from './conflict-extras.ts'
import { isMember, originOf } from './source.ts'

/** What a package of the lock needs, by itself, with its extras and for working on it. */
export function needsOf(table: Placed): readonly Need[] {
  const extras = entriesOf(valueAt(table, 'optional-dependencies'))
  const groups = entriesOf(valueAt(table, 'dev-dependencies'))
  const by = isMember(table) ? undefined : needOf(table)
  const all = [
    ...needs(valueAt(table, 'dependencies')),
    // Which extras of other packages are in use is not told here, so that only the project's own make a condition.
    ...extras.flatMap(({ key, value }) => needs(value, isMember(table) ? `extra == '${key}'` : undefined)),
    ...groups.flatMap(({ value }) => needs(value)),
  ]
  return all.map((need) => ({ ...need, ...given({ by }) }))
}

/** The package that a table names, be it a package of the lock or a need of one. */
export function needOf(table: Placed): Need {
  return { name: textAt(table, 'name') ?? '', ...given({ version: textAt(table, 'version'), origin: originOf(table) }) }
}

function needs(list: Placed | undefined, condition?: string): readonly Need[] {
  return itemsOf(list).map((item) => ({
    ...needOf(item),
    ...given({ marker: both(markerOf(item), condition) }),
  }))
}

function markerOf(item: Placed): string | undefined {
  const marker = textAt(item, 'marker')
  return marker === undefined ? undefined : withPlainExtras(marker)
}
