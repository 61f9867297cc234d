import type { FileFacts } from '../facts.ts'
import { normaliseName } from '../requirement/name.ts'
import { siteAt, type TextFile } from '../text-file.ts'
import type { PlacedEntry } from './placed.ts'

/** A name of a distribution package, as the core metadata allows it. */
const NAME = /^[A-Za-z0-9](?:[\w.-]{0,200}[A-Za-z0-9])?$/

/** The distribution package that a table names. */
export function distributionOf(file: TextFile, entry: PlacedEntry | undefined): FileFacts {
  return entry?.value.kind === 'scalar' ? distributionNamed(file, entry.value.text, entry) : {}
}

/** The same where the name is known; nothing where it is none. */
export function distributionNamed(
  file: TextFile,
  name: string,
  { at, end }: { readonly at: number; readonly end: number },
): FileFacts {
  return NAME.test(name) ? { distributions: [{ name: normaliseName(name), site: siteAt(file, at, end) }] } : {}
}
