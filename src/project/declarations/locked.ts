import type { LockedPackage } from '../facts.ts'
import { normaliseName } from '../requirement/name.ts'
import { siteAt, type TextFile } from '../text-file.ts'
import { wheelNames } from './file-name.ts'
import { given } from './given.ts'
import { entryAt, textAt, type Placed } from './placed.ts'

/** What a lock file says of a package apart from its name and version. */
interface Locked {
  readonly marker?: string | undefined
  readonly origin?: string | undefined
  /** Names or addresses of files; the wheels among them are kept. */
  readonly files?: readonly (string | undefined)[]
  /** Whether the lock lists all files of a release, also its source. */
  readonly listsAll?: boolean
}

/** The package that a table of a lock file fixes; none when it has no name. The version is empty where it has none. */
export function lockedPackage(file: TextFile, table: Placed, about: Locked): readonly LockedPackage[] {
  const name = textAt(table, 'name')
  const place = entryAt(table, 'name')
  if (name === undefined || place === undefined) return []
  const { marker, origin, files = [], listsAll } = about
  const wheels = wheelNames(files)
  return [
    {
      name: normaliseName(name),
      version: textAt(table, 'version') ?? '',
      ...given({ marker, origin }),
      ecosystem: 'pypi',
      wheels,
      ...(listsAll && wheels.length > 0 && wheels.length === files.length ? { wheelsAlone: true } : {}),
      site: siteAt(file, place.at, place.end),
    },
  ]
}
