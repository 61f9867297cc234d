import type { FileFacts } from '../../facts.ts'
import { both, either } from '../marker-text.ts'
import { readIndexes, readIndexTable } from '../package-indexes.ts'
import { entryAt, isTrueAt, itemsOf, textAt, valueAt, type Placed } from '../placed.ts'
import { settingsOf } from '../list-settings.ts'
import { sumFacts } from '../../sum-facts.ts'
import type { Binding, Bindings } from './bindings.ts'
import type { Manifest } from './manifest.ts'
import { requirements } from './project.ts'

/** What uv puts into `[tool.uv]`, apart from its sources. */
export function readUv({ file, format, root }: Manifest, bindings: Bindings): FileFacts {
  const uv = valueAt(root, 'tool', 'uv')
  const part = { file, format } as const
  const byIndex = boundByIndex(bindings)
  return sumFacts([
    requirements({ ...part, scope: 'development', group: 'dev' }, valueAt(uv, 'dev-dependencies')),
    // These install nothing by themselves; they say which version when something else asks for the package.
    ...['override-dependencies', 'constraint-dependencies'].map((group) =>
      requirements({ ...part, scope: 'optional', group }, valueAt(uv, group)),
    ),
    requirements({ ...part, scope: 'build' }, valueAt(uv, 'build-constraint-dependencies')),
    ...itemsOf(valueAt(uv, 'index')).map((table) => readIndexTable(file, table, aboutIndex(table, byIndex))),
    ...[uv, valueAt(uv, 'pip')].flatMap((table) => [
      readIndexes(file, valueAt(table, 'index-url'), { kind: 'index' }),
      readIndexes(file, valueAt(table, 'extra-index-url'), { kind: 'extra-index' }),
      readIndexes(file, valueAt(table, 'find-links'), { kind: 'find-links' }),
    ]),
    ...['environments', 'required-environments'].map((key) => settingsOf(file, ['tool', 'uv', key], entryAt(uv, key))),
  ])
}

/** Most bindings to one index whose conditions are joined; with more it is taken to count always. */
const CONDITIONS_LIMIT = 20

function boundByIndex(bindings: Bindings): ReadonlyMap<string, readonly Binding[]> {
  const found = new Map<string, Binding[]>()
  for (const binding of [...bindings.values()].flat()) {
    if (binding.index === undefined) continue
    const bound = found.get(binding.index)
    if (bound) bound.push(binding)
    else found.set(binding.index, [binding])
  }
  return found
}

function aboutIndex(table: Placed, byIndex: ReadonlyMap<string, readonly Binding[]>) {
  const name = textAt(table, 'name')
  const bound = byIndex.get(name ?? '') ?? []
  const kind = isTrueAt(table, 'default') ? 'index' : 'extra-index'
  // Only what is bound to an explicit index is taken from it, so that its bindings' conditions are its own.
  const isConditional = isTrueAt(table, 'explicit') && bound.length <= CONDITIONS_LIMIT
  const marker = isConditional ? either(bound.map(conditionOf)) : undefined
  const explicit = isTrueAt(table, 'explicit') || undefined
  return { kind, name, explicit, marker: both(textAt(table, 'marker'), marker) } as const
}

function conditionOf({ marker, group }: Binding): string | undefined {
  return both(marker, group === undefined ? undefined : `extra == '${group}'`)
}
