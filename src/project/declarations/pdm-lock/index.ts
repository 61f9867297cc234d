import type { FileFacts } from '../../facts.ts'
import type { Format } from '../../format.ts'
import { parseRequirement } from '../../requirement/requirement.ts'
import type { TextFile } from '../../text-file.ts'
import { directReference } from '../direct-reference.ts'
import { conditionsOf, type Need } from '../incoming.ts'
import { readLockBlocks } from '../lock-blocks.ts'
import { lockedPackage } from '../locked.ts'
import { entryAt, itemsOf, scalarsOf, textAt, valueAt, type Placed } from '../placed.ts'
import { pythonOf } from '../python-requirement.ts'
import { sumFacts } from '../../sum-facts.ts'

export const format = {
  name: 'pdm-lock',
  specification: 'https://pdm-project.org/latest/usage/lockfile/',
  recognises: (path) => /(?:^|\/)pdm\.lock$/.test(path),
  read,
} satisfies Format

function read(file: TextFile): FileFacts {
  const { head, packages, tail, unread } = readLockBlocks(file, 'package')
  const conditionOf = conditionsOf(packages.flatMap(needsOf))
  const locked = packages.flatMap((table) => {
    const name = textAt(table, 'name') ?? ''
    const version = textAt(table, 'version') ?? ''
    const files = valueAt(table, 'files') ?? valueAt(tail, 'metadata', 'files', `${name} ${version}`)
    return lockedPackage(file, table, {
      marker: textAt(table, 'marker') ?? conditionOf({ name, version }),
      origin: directReference(table),
      files: itemsOf(files).map((one) => textAt(one, 'file') ?? textAt(one, 'url')),
    })
  })
  const targets = itemsOf(valueAt(head, 'metadata', 'targets'))
  const pythons = targets.map((target) => pythonOf(file, entryAt(target, 'requires_python')))
  return sumFacts([{ locked, unread }, pythonOf(file, entryAt(head, 'metadata', 'requires_python')), ...pythons])
}

function needsOf(table: Placed): readonly Need[] {
  return scalarsOf(valueAt(table, 'dependencies')).flatMap((item) => {
    const parsed = parseRequirement(item.text)
    return parsed.ok ? parsed.requirement : []
  })
}
