import type { FileFacts } from '../../facts.ts'
import type { Format } from '../../format.ts'
import type { TextFile } from '../../text-file.ts'
import { readIndexTable } from '../package-indexes.ts'
import { scopeOfGroup, type Part } from '../part.ts'
import { entriesOf, entryAt, itemsOf, textAt, valueAt } from '../placed.ts'
import { pep440, pythonOf } from '../python-requirement.ts'
import { limitUnread } from '../requirements-txt/limit-unread.ts'
import { sumFacts } from '../../sum-facts.ts'
import { readTableRequirement } from '../table-requirement.ts'
import { readToml } from '../toml.ts'

export const format = {
  name: 'pipfile',
  specification: 'https://pipenv.pypa.io/en/latest/pipfile.html',
  recognises: (path) => /(?:^|\/)Pipfile$/.test(path),
  read,
} satisfies Format

/** Tables that hold no packages; any other is a category of them. */
const RESERVED = new Set(['source', 'requires', 'pipenv', 'scripts'])

function read(file: TextFile): FileFacts {
  const { root, unread } = readToml(file)
  const categories = entriesOf(root).filter(({ key }) => !RESERVED.has(key))
  const sources = itemsOf(valueAt(root, 'source'))
  return limitUnread(
    file,
    sumFacts([
      ...categories.flatMap(({ key, value }) => {
        const part = partOf(file, key)
        return entriesOf(value).map((entry) =>
          readTableRequirement(part, entry, { translate: pep440, markerKey: 'markers' }),
        )
      }),
      ...sources.map((source, place) =>
        readIndexTable(file, source, { kind: place === 0 ? 'index' : 'extra-index', name: textAt(source, 'name') }),
      ),
      pythonOf(file, entryAt(root, 'requires', 'python_version'), (version) => pep440(`==${version}.*`)),
      pythonOf(file, entryAt(root, 'requires', 'python_full_version'), (version) => pep440(`==${version}`)),
      { unread },
    ]),
  )
}

function partOf(file: TextFile, category: string): Part {
  const part = { file, format: format.name } as const
  if (category === 'packages') return { ...part, scope: 'runtime' }
  if (category === 'dev-packages') return { ...part, scope: 'development', group: 'dev' }
  return { ...part, scope: scopeOfGroup(category, 'optional'), group: category }
}
