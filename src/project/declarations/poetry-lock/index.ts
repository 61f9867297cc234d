import type { FileFacts } from '../../facts.ts'
import type { Format } from '../../format.ts'
import type { TextFile } from '../../text-file.ts'
import { conditionsOf } from '../incoming.ts'
import { readLockBlocks } from '../lock-blocks.ts'
import { lockedPackage } from '../locked.ts'
import { entryAt, isTrueAt, itemsOf, textAt, valueAt, type Placed } from '../placed.ts'
import { poetrySpecifier } from '../poetry-version.ts'
import { pythonOf } from '../python-requirement.ts'
import { sumFacts } from '../../sum-facts.ts'
import { needsOf, ownMarker } from './needs.ts'

export const format = {
  name: 'poetry-lock',
  specification: 'https://python-poetry.org/docs/basic-usage/#installing-with-poetrylock',
  recognises: (path) => /(?:^|\/)poetry\.lock$/.test(path),
  read,
} satisfies Format

function read(file: TextFile): FileFacts {
  const { packages, tail, unread } = readLockBlocks(file, 'package')
  const conditionOf = conditionsOf(packages.flatMap(needsOf))
  const locked = packages.flatMap((table) => {
    const name = textAt(table, 'name') ?? ''
    // Before version 2 of the lock the files of all packages stood in one table at the end.
    const files = valueAt(table, 'files') ?? valueAt(tail, 'metadata', 'files', name)
    return lockedPackage(file, table, {
      marker: ownMarker(table) ?? conditionOf({ name, version: textAt(table, 'version') ?? '' }),
      origin: originOf(table),
      files: itemsOf(files).map((one) => textAt(one, 'file')),
      // What only an extra or a group for development asks for need not be installed.
      listsAll: !isOnRequest(table),
    })
  })
  return sumFacts([{ locked, unread }, pythonOf(file, entryAt(tail, 'metadata', 'python-versions'), poetrySpecifier)])
}

function isOnRequest(table: Placed): boolean {
  const groups = itemsOf(valueAt(table, 'groups')).map((group) => textAt(group))
  const isOfMain = groups.length > 0 ? groups.includes('main') : textAt(table, 'category') !== 'dev'
  return isTrueAt(table, 'optional') || !isOfMain
}

function originOf(table: Placed): string | undefined {
  const url = textAt(table, 'source', 'url')
  if (textAt(table, 'source', 'type') !== 'git' || url === undefined) return url
  return `git+${url}@${textAt(table, 'source', 'resolved_reference') ?? textAt(table, 'source', 'reference') ?? ''}`
}
