import type { FileFacts } from '../../facts.ts'
import type { Format } from '../../format.ts'
import type { TextFile } from '../../text-file.ts'
import { settingsOf } from '../list-settings.ts'
import { readLockBlocks } from '../lock-blocks.ts'
import { lockedPackage } from '../locked.ts'
import { entryAt, itemsOf, textAt, valueAt, type Placed } from '../placed.ts'
import { pythonOf } from '../python-requirement.ts'
import { sumFacts } from '../../sum-facts.ts'

export const format = {
  name: 'pylock-toml',
  specification: 'https://packaging.python.org/en/latest/specifications/pylock-toml/',
  recognises: (path) => /(?:^|\/)pylock(?:\.[^./]+)?\.toml$/.test(path),
  read,
} satisfies Format

function read(file: TextFile): FileFacts {
  const { head, packages, unread } = readLockBlocks(file, 'packages')
  const locked = packages.flatMap((table) =>
    lockedPackage(file, table, {
      marker: textAt(table, 'marker'),
      origin: originOf(table),
      files: itemsOf(valueAt(table, 'wheels')).map(
        (wheel) => textAt(wheel, 'name') ?? textAt(wheel, 'url') ?? textAt(wheel, 'path'),
      ),
    }),
  )
  const environments = settingsOf(file, ['environments'], entryAt(head, 'environments'))
  return sumFacts([{ locked, unread }, pythonOf(file, entryAt(head, 'requires-python')), environments])
}

function originOf(table: Placed): string | undefined {
  const repository = textAt(table, 'vcs', 'url')
  if (repository !== undefined) return `${textAt(table, 'vcs', 'type') ?? 'git'}+${repository}`
  const places = [['index'], ['archive', 'url'], ['archive', 'path'], ['directory', 'path']]
  return places.map((path) => textAt(table, ...path)).find((origin) => origin !== undefined)
}
