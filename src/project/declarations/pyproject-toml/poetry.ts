import type { FileFacts } from '../../facts.ts'
import { normaliseName } from '../../requirement/name.ts'
import { consoleScripts } from '../console-script.ts'
import { distributionOf } from '../distribution.ts'
import { readIndexTable } from '../package-indexes.ts'
import { scopeOfGroup, type Part } from '../part.ts'
import {
  entriesOf,
  entryAt,
  isTrueAt,
  itemsOf,
  scalarsOf,
  textAt,
  valueAt,
  type Placed,
  type PlacedEntry,
} from '../placed.ts'
import { poetrySpecifier } from '../poetry-version.ts'
import { pythonOf } from '../python-requirement.ts'
import { sumFacts } from '../../sum-facts.ts'
import { readTableRequirement } from '../table-requirement.ts'
import type { Manifest } from './manifest.ts'

/** What Poetry puts into `[tool.poetry]`. Entries for what `[project]` declares only bind it, and are left to that. */
export function readPoetry({ file, format, root }: Manifest, declared: ReadonlySet<string>): FileFacts {
  const poetry = valueAt(root, 'tool', 'poetry')
  const extras = extrasByName(poetry)
  const part = { file, format } as const
  const dependencies = entriesOf(valueAt(poetry, 'dependencies')).filter(({ key }) => !declared.has(normaliseName(key)))
  return sumFacts([
    ...dependencies.map((entry) => dependency({ ...part, ...belonging(entry, extras) }, entry)),
    ...entriesOf(valueAt(poetry, 'dev-dependencies')).map((entry) =>
      dependency({ ...part, scope: 'development', group: 'dev' }, entry),
    ),
    ...entriesOf(valueAt(poetry, 'group')).flatMap(({ key, value }) => {
      const scope = scopeOfGroup(key, isTrueAt(value, 'optional') ? 'optional' : 'development')
      const entries = entriesOf(valueAt(value, 'dependencies'))
      return entries.map((entry) => dependency({ ...part, scope, group: key }, entry))
    }),
    distributionOf(file, entryAt(poetry, 'name')),
    consoleScripts(file, valueAt(poetry, 'scripts')),
    ...itemsOf(valueAt(poetry, 'source')).map((source) => readIndexTable(file, source, aboutSource(source))),
  ])
}

function dependency(part: Part, entry: PlacedEntry): FileFacts {
  if (entry.key.toLowerCase() === 'python') return pythonOf(part.file, entry, poetrySpecifier)
  return readTableRequirement(part, entry, { translate: poetrySpecifier, markerKey: 'markers' })
}

function belonging({ key, value }: PlacedEntry, extras: ReadonlyMap<string, string>) {
  const group = extras.get(normaliseName(key))
  const optional = itemsOf(value).some((item) => isTrueAt(item, 'optional'))
  if (!optional) return { scope: 'runtime' } as const
  return group === undefined
    ? ({ scope: 'optional' } as const)
    : ({ scope: scopeOfGroup(group, 'optional'), group } as const)
}

/** The extra that each optional dependency is listed in; the first where there are several. */
function extrasByName(poetry: Placed | undefined): ReadonlyMap<string, string> {
  const pairs = entriesOf(valueAt(poetry, 'extras')).flatMap(({ key, value }) =>
    scalarsOf(value).map((item) => [normaliseName(item.text), key] as const),
  )
  return new Map(pairs.toReversed())
}

function aboutSource(source: Placed) {
  const priority = textAt(source, 'priority')
  const first = priority === 'primary' || priority === 'default' || isTrueAt(source, 'default')
  return { kind: first ? 'index' : 'extra-index', name: textAt(source, 'name') } as const
}
