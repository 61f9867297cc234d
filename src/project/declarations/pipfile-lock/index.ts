import type { FileFacts, LockedPackage } from '../../facts.ts'
import type { Format } from '../../format.ts'
import { normaliseName } from '../../requirement/name.ts'
import { siteAt, type TextFile } from '../../text-file.ts'
import { directReference } from '../direct-reference.ts'
import { given } from '../given.ts'
import { readJson } from '../json.ts'
import { entriesOf, itemsOf, textAt, valueAt, type PlacedEntry } from '../placed.ts'

export const format = {
  name: 'pipfile-lock',
  specification: 'https://pipenv.pypa.io/en/latest/locking.html',
  recognises: (path) => /(?:^|\/)Pipfile\.lock$/.test(path),
  read,
} satisfies Format

function read(file: TextFile): FileFacts {
  const { root, unread } = readJson(file)
  const sources = itemsOf(valueAt(root, '_meta', 'sources'))
  const addresses = new Map(sources.map((source) => [textAt(source, 'name'), textAt(source, 'url')] as const))
  const categories = entriesOf(root).filter(({ key }) => key !== '_meta')
  const locked = categories.flatMap(({ value }) =>
    entriesOf(value).map((entry) => {
      const index = textAt(entry.value, 'index')
      return lockedEntry(file, entry, index && (addresses.get(index) ?? index))
    }),
  )
  return { locked, unread }
}

function lockedEntry(file: TextFile, { key, value, at }: PlacedEntry, index: string | undefined): LockedPackage {
  return {
    name: normaliseName(key),
    version: (textAt(value, 'version') ?? '').replace(/^==/, ''),
    ...given({ marker: textAt(value, 'markers'), origin: directReference(value) ?? index }),
    ecosystem: 'pypi',
    // Pipenv keeps the hashes of wheels and not their names.
    wheels: [],
    site: siteAt(file, at, at + key.length + 2),
  }
}
