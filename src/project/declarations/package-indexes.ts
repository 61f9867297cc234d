import type { FileFacts, PackageIndex } from '../facts.ts'
import { siteAt, type TextFile } from '../text-file.ts'
import { given } from './given.ts'
import { scalarsOf, textAt, type Placed } from './placed.ts'

/** What is known of an index apart from its address. */
interface About {
  readonly kind: PackageIndex['kind']
  readonly name?: string | undefined
  readonly marker?: string | undefined
  readonly explicit?: true | undefined
  readonly option?: PackageIndex['option']
}

/** The index that an address names. */
export function indexAt(file: TextFile, url: string, place: Pick<Placed, 'at' | 'end'>, about: About): PackageIndex {
  const { kind, name, marker, explicit, option } = about
  return { url, kind, ...given({ name, marker, explicit, option }), site: siteAt(file, place.at, place.end) }
}

/** The indexes of a value that is one address or a list of them. */
export function readIndexes(file: TextFile, value: Placed | undefined, about: About): FileFacts {
  return { indexes: scalarsOf(value).map((item) => indexAt(file, item.text, item, about)) }
}

/** The index that a table describes by its `url`; none when it has no address. */
export function readIndexTable(file: TextFile, table: Placed, about: About): FileFacts {
  const url = textAt(table, 'url')
  const place = table.kind === 'table' ? (table.entries.get('url') ?? table) : table
  return url === undefined ? {} : { indexes: [indexAt(file, url, place, about)] }
}
