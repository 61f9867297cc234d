import type { FileFacts } from '../facts.ts'
import { siteAt, type TextFile } from '../text-file.ts'
import { itemsOf, type PlacedEntry } from './placed.ts'

/** The scalars of an entry, a list or a scalar, as settings; `path` leads to the entry. */
export function settingsOf(file: TextFile, path: readonly string[], entry: PlacedEntry | undefined): FileFacts {
  const list = entry?.value.kind === 'list'
  const settings = itemsOf(entry?.value).flatMap((item, position) => {
    if (item.kind !== 'scalar' || entry === undefined) return []
    const place = list ? item : entry
    return {
      file: file.path,
      path: list ? [...path, String(position)] : path,
      value: item.text,
      family: 'plain' as const,
      site: siteAt(file, place.at, place.end),
    }
  })
  return { settings }
}
