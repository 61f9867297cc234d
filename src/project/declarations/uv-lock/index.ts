import type { FileFacts } from '../../facts.ts'
import type { Format } from '../../format.ts'
import type { TextFile } from '../../text-file.ts'
import { conditionsOf } from '../incoming.ts'
import { readLockBlocks } from '../lock-blocks.ts'
import { lockedPackage } from '../locked.ts'
import { both, either } from '../marker-text.ts'
import { entryAt, itemsOf, scalarsOf, textAt, valueAt } from '../placed.ts'
import { pythonOf } from '../python-requirement.ts'
import { sumFacts } from '../../sum-facts.ts'
import { withPlainExtras } from './conflict-extras.ts'
import { needOf, needsOf } from './needs.ts'
import { isMember, originOf } from './source.ts'

export const format = {
  name: 'uv-lock',
  specification: 'https://docs.astral.sh/uv/concepts/projects/layout/#the-lockfile',
  recognises: (path) => /(?:^|\/)uv\.lock$/.test(path),
  read,
} satisfies Format

function read(file: TextFile): FileFacts {
  const { head, packages, unread } = readLockBlocks(file, 'package')
  const conditionOf = conditionsOf(packages.flatMap(needsOf))
  const locked = packages
    .filter((table) => !isMember(table))
    .flatMap((table) => {
      const forks = scalarsOf(valueAt(table, 'resolution-markers')).map((marker) => withPlainExtras(marker.text))
      const origin = originOf(table)
      const needed = conditionOf(needOf(table))
      const files = itemsOf(valueAt(table, 'wheels')).map(
        (wheel) => textAt(wheel, 'url') ?? textAt(wheel, 'path') ?? textAt(wheel, 'filename'),
      )
      return lockedPackage(file, table, { marker: both(either(forks), needed), origin, files })
    })
  return sumFacts([{ locked, unread }, pythonOf(file, entryAt(head, 'requires-python'))])
}
