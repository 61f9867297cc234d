import type { FileFacts, LockedPackage } from '../../facts.ts'
import type { Format } from '../../format.ts'
import { normaliseName } from '../../requirement/name.ts'
import { siteOfLine, type TextFile } from '../../text-file.ts'
import { fileName, wheelNames } from '../file-name.ts'
import { recordsUnder } from '../yaml-records.ts'
import { installedPackages } from './installed.ts'

export const format = {
  name: 'pixi-lock',
  specification: 'https://pixi.sh/latest/workspace/lockfile/',
  recognises: (path) => /(?:^|\/)pixi\.lock$/.test(path),
  read,
} satisfies Format

/** A name and a version, which files of conda and wheels both begin with. */
type Identity = Pick<LockedPackage, 'name' | 'version'>

function read(file: TextFile): FileFacts {
  const identities = identitiesOf(file)
  const installed = installedPackages(file)
  if (installed.length === 0) return { unread: [{ file: file.path, reason: 'no packages as pixi writes them' }] }
  const locked = installed.map(({ ecosystem, address, platform, line }): LockedPackage => {
    const { name, version } = identities.get(address) ?? identityFrom(fileName(address), ecosystem)
    const site = siteOfLine(file, line)
    return {
      name: normaliseName(name),
      version,
      ecosystem,
      origin: address,
      wheels: wheelNames([address]),
      platform,
      site,
    }
  })
  return { locked }
}

/** The names and versions that the list of packages states, by address. */
function identitiesOf(file: TextFile): ReadonlyMap<string, Identity> {
  const pairs = recordsUnder(file, 'packages').flatMap(({ fields }) => {
    const address = fields.get('url') ?? fields.get('path') ?? fields.get('conda') ?? fields.get('pypi')
    const name = fields.get('name')
    const version = fields.get('version')
    return address === undefined || name === undefined || version === undefined
      ? []
      : [[address, { name, version }] as const]
  })
  return new Map(pairs)
}

/** `numpy-2.1.0-py312_0.conda`: conda's names have hyphens, wheels' have none. */
function identityFrom(file: string, ecosystem: LockedPackage['ecosystem']): Identity {
  const parts = file.replace(/\.(?:conda|tar\.bz2|tar\.gz|whl|zip)$/, '').split('-')
  const versionPlace = ecosystem === 'conda' ? Math.max(parts.length - 2, 1) : 1
  return { name: parts.slice(0, versionPlace).join('-'), version: parts[versionPlace] ?? '' }
}
