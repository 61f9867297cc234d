import type { FileFacts } from '../facts.ts'
import { TEXT_VARIABLES } from '../requirement/marker-tree.ts'
import { directReference } from './direct-reference.ts'
import { both } from './marker-text.ts'
import { declare, refused, shown, type Part } from './part.ts'
import { itemsOf, scalarsOf, textAt, valueAt, type Placed, type PlacedEntry } from './placed.ts'
import { writtenIn, type MarkerKey } from './written-table.ts'
import { poetrySpecifier } from './poetry-version.ts'
import { sumFacts } from '../sum-facts.ts'

/** Translates a version constraint into PEP 440; undefined when it is none. */
export type Translate = (constraint: string) => string | undefined

/** What is the same for all entries of a table. */
interface Entries {
  readonly translate: Translate
  /** The key for a marker, in formats that have one. */
  readonly markerKey?: MarkerKey
}

/**
 * Reads a requirement that is an entry of a table, `torch = "^2.1"` or `torch = { version = "^2.1", ... }`,
 * or a list of these for different platforms, as Poetry, Pipenv and pixi have them.
 */
export function readTableRequirement(part: Part, entry: PlacedEntry, entries: Entries): FileFacts {
  return sumFacts(itemsOf(entry.value).map((item) => readOne(part, entry, item, entries)))
}

function readOne(part: Part, entry: PlacedEntry, item: Placed, { translate, markerKey }: Entries): FileFacts {
  const { key: name, value } = entry
  const place = item === value ? entry : item
  const words = part.file.text.slice(place.at, place.end)
  const constraint = textAt(item) ?? textAt(item, 'version') ?? '*'
  const specifier = translate(constraint)
  const stated = {
    name,
    requirement: item === value ? words : `${name} = ${words}`,
    specifier: specifier ?? '',
    extras: scalarsOf(valueAt(item, 'extras')).map((extra) => extra.text),
    marker: both(part.marker, markerOf(item)),
    url: directReference(item),
    index: textAt(item, 'source') ?? textAt(item, 'index') ?? textAt(item, 'channel'),
    written: markerKey && writtenIn(part.file, item, markerKey),
  }
  const facts = { declarations: [declare(part, stated, place)] }
  if (specifier !== undefined) return facts
  return sumFacts([facts, refused(part.file, item, `${shown(constraint)} is not a version constraint`)])
}

function markerOf(table: Placed): string | undefined {
  const platform = textAt(table, 'platform')
  const conditions = [
    textAt(table, 'markers') ?? textAt(table, 'marker'),
    pythonMarker(textAt(table, 'python') ?? ''),
    platform === undefined ? undefined : `sys_platform == '${platform}'`,
    // Pipenv's keys hold the rest of a comparison: `sys_platform = "== 'linux'"`.
    ...TEXT_VARIABLES.map((variable) => comparison(variable, textAt(table, variable))),
  ]
  return conditions.reduce((left, right) => both(left, right), undefined)
}

function comparison(variable: string, rest: string | undefined): string | undefined {
  return rest === undefined ? undefined : `${variable} ${rest}`
}

/** Poetry's `python = ">=3.9,<3.12"` of a dependency, as a marker. */
function pythonMarker(constraint: string): string | undefined {
  const clauses = (poetrySpecifier(constraint) || undefined)?.split(',')
  const conditions = clauses?.map((clause) => {
    const [, operator = '', version = ''] = /^([~=!<>]+)(.*)$/.exec(clause) ?? []
    const variable = version.split('.').length > 2 && !version.endsWith('.*') ? 'python_full_version' : 'python_version'
    return `${variable} ${operator} '${version}'`
  })
  return conditions?.join(' and ')
}
