import type { FileFacts } from '../../facts.ts'
import { readIndexTable } from '../package-indexes.ts'
import { entriesOf, itemsOf, textAt, valueAt, type Placed } from '../placed.ts'
import { sumFacts } from '../../sum-facts.ts'
import type { Manifest } from './manifest.ts'
import { requirements } from './project.ts'

/** What PDM puts into `[tool.pdm]`. */
export function readPdm({ file, format, root }: Manifest): FileFacts {
  const pdm = valueAt(root, 'tool', 'pdm')
  return sumFacts([
    ...entriesOf(valueAt(pdm, 'dev-dependencies')).map(({ key, value }) =>
      requirements({ file, format, scope: 'development', group: key }, value),
    ),
    ...itemsOf(valueAt(pdm, 'source')).map((source) => readIndexTable(file, source, aboutSource(source))),
  ])
}

function aboutSource(source: Placed) {
  const name = textAt(source, 'name')
  if (textAt(source, 'type') === 'find_links') return { kind: 'find-links', name } as const
  // A source of this name takes the place of the standard index.
  return { kind: name === 'pypi' ? 'index' : 'extra-index', name } as const
}
