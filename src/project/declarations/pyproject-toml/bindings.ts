import type { Declaration, Written } from '../../facts.ts'
import type { TextFile } from '../../text-file.ts'
import { normaliseName } from '../../requirement/name.ts'
import { directReference } from '../direct-reference.ts'
import { given } from '../given.ts'
import { both, neither } from '../marker-text.ts'
import { entriesOf, isTrueAt, itemsOf, textAt, valueAt, type Placed } from '../placed.ts'
import { writtenIn } from '../written-table.ts'

/** Where a table apart from the requirement says that it is to come from, and when. */
export interface Binding {
  readonly index?: string
  readonly url?: string
  readonly marker?: string
  /** Holds for requirements of this extra or dependency group alone. */
  readonly group?: string
  readonly written?: Written
}

export type Bindings = ReadonlyMap<string, readonly Binding[]>

/** Most places that one package is bound to; each requirement of it becomes one for each of them. */
const BINDINGS_LIMIT = 20

/** The bindings of uv's sources, and of Poetry's entries for requirements that `[project]` declares. */
export function bindingsOf(file: TextFile, root: Placed, declared: ReadonlySet<string>): Bindings {
  const uv = entriesOf(valueAt(root, 'tool', 'uv', 'sources'))
  const poetry = entriesOf(valueAt(root, 'tool', 'poetry', 'dependencies'))
  const entries = [...uv, ...poetry.filter(({ key }) => declared.has(normaliseName(key)))]
  return new Map(
    entries.map(({ key, value }) => {
      const sources = itemsOf(value).filter((item) => item.kind === 'table')
      const isOfUv = uv.some((entry) => entry.value === value)
      const bindings = sources.slice(0, BINDINGS_LIMIT).map((source) => ({
        ...bindingOf(source),
        // Poetry’s entries hold more than where a requirement is to come from.
        ...given({ written: isOfUv ? writtenIn(file, source, 'marker') : undefined }),
      }))
      return [normaliseName(key), bindings] as const
    }),
  )
}

/** The requirement as each of its bindings makes it, and as it stands where none of them holds. */
export function bind(declaration: Declaration, bindings: readonly Binding[]): readonly Declaration[] {
  const holding = bindings.filter(({ group }) => group === undefined || group === declaration.group)
  if (holding.length === 0) return [declaration]
  const bound = holding.map(({ index, url, marker, written }) => ({
    ...declaration,
    ...given({ index, url, marker: both(declaration.marker, marker), binding: written }),
  }))
  const markers = holding.flatMap(({ marker }) => marker ?? [])
  if (markers.length < holding.length) return bound
  return [...bound, { ...declaration, ...given({ marker: both(declaration.marker, neither(markers)) }) }]
}

function bindingOf(source: Placed): Binding {
  return given({
    index: textAt(source, 'index') ?? textAt(source, 'source'),
    url: directReference(source) ?? (isTrueAt(source, 'workspace') ? '.' : undefined),
    marker: textAt(source, 'marker') ?? textAt(source, 'markers'),
    group: textAt(source, 'extra') ?? textAt(source, 'group'),
  })
}
