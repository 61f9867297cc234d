import { readTasks } from '../../commands/toml-tasks.ts'
import type { FileFacts } from '../../facts.ts'
import { parseCondaSpec } from '../conda-spec.ts'
import { directReference } from '../direct-reference.ts'
import { given } from '../given.ts'
import { settingsOf } from '../list-settings.ts'
import { both } from '../marker-text.ts'
import { indexAt, readIndexes } from '../package-indexes.ts'
import { declare, type Part } from '../part.ts'
import { entriesOf, entryAt, itemsOf, textAt, valueAt, type Placed, type PlacedEntry } from '../placed.ts'
import { platformMarker } from '../platform-marker.ts'
import { pep440, pythonOf } from '../python-requirement.ts'
import { sumFacts } from '../../sum-facts.ts'
import { readTableRequirement } from '../table-requirement.ts'

/** The tables that a workspace, a feature and a target of either have alike; `path` leads there. */
export function readFeature(part: Part, table: Placed | undefined, path: readonly string[]): FileFacts {
  const { file } = part
  const build: Part = { ...part, scope: 'build' }
  const options = valueAt(table, 'pypi-options')
  const marker = part.marker
  return sumFacts([
    ...entriesOf(valueAt(table, 'dependencies')).map((entry) => condaDependency(part, entry)),
    ...['host-dependencies', 'build-dependencies'].flatMap((key) =>
      entriesOf(valueAt(table, key)).map((entry) => condaDependency(build, entry)),
    ),
    ...entriesOf(valueAt(table, 'pypi-dependencies')).map((entry) =>
      readTableRequirement(part, entry, { translate: pep440 }),
    ),
    ...itemsOf(valueAt(table, 'channels')).map((channel) => readChannel(part, channel)),
    readIndexes(file, valueAt(options, 'index-url'), { kind: 'index', marker }),
    readIndexes(file, valueAt(options, 'extra-index-urls'), { kind: 'extra-index', marker }),
    ...itemsOf(valueAt(options, 'find-links')).map((link) =>
      readIndexes(file, valueAt(link, 'url') ?? valueAt(link, 'path'), { kind: 'find-links', marker }),
    ),
    systemRequirement(part, table, path),
    readTasks(file, valueAt(table, 'tasks')),
    ...entriesOf(valueAt(table, 'target')).map(({ key, value }) => {
      const narrowed = both(marker, platformMarker(key))
      return readFeature({ ...part, ...given({ marker: narrowed }) }, withoutTargets(value), [...path, 'target', key])
    }),
  ])
}

function condaDependency(part: Part, entry: PlacedEntry): FileFacts {
  const { key, value } = entry
  const constraint = textAt(value) ?? textAt(value, 'version') ?? '*'
  const specifier = parseCondaSpec(`${key} ${constraint}`)?.specifier ?? ''
  if (key === 'python') return pythonOf(part.file, entry, () => specifier)
  const requirement = part.file.text.slice(entry.at, entry.end)
  const { marker } = part
  const stated = {
    name: key,
    requirement,
    specifier,
    marker,
    url: directReference(value),
    index: textAt(value, 'channel'),
  }
  return { declarations: [declare(part, { ...stated, ecosystem: 'conda' }, entry)] }
}

function readChannel({ file, marker }: Part, channel: Placed): FileFacts {
  const url = textAt(channel) ?? textAt(channel, 'channel')
  return url === undefined ? {} : { indexes: [indexAt(file, url, channel, { kind: 'channel', marker })] }
}

/** CUDA that the solver may count on: without it nothing is chosen that needs it. */
function systemRequirement({ file }: Part, table: Placed | undefined, path: readonly string[]): FileFacts {
  const keys = ['system-requirements', 'cuda']
  return settingsOf(file, [...path, ...keys], entryAt(table, ...keys))
}

/** Targets do not nest; what a file says to the contrary would let it decide how deep this goes. */
function withoutTargets(value: Placed): Placed {
  if (value.kind !== 'table') return value
  return { ...value, entries: new Map([...value.entries].filter(([key]) => key !== 'target')) }
}
