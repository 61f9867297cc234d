import { valid } from '@renovatebot/pep440'
import { normaliseName } from '../../project/requirement/name.ts'
import type { IndexFile } from './index-file.ts'

/** A file of one release. */
export type Distribution = { readonly file: IndexFile; readonly version: string } & (
  | { readonly kind: 'sdist' }
  | { readonly kind: 'wheel'; readonly tags: WheelTags }
)

/** What a wheel is for, each part one of several that are all served. */
export interface WheelTags {
  readonly pythons: readonly string[]
  readonly abis: readonly string[]
  readonly platforms: readonly string[]
}

/** The longest name that a file system takes. */
const MAX_NAME = 255
const SDIST = /^(.+?)-(\d[^-]*|v\d[^-]*)\.(?:tar\.gz|zip|tgz|tar\.bz2)$/

/** What a file is by its name; undefined for other packages' files, and for kinds that nobody installs any more. */
export function distributionOf(file: IndexFile, project: string): Distribution | undefined {
  const { name } = file
  if (name.length > MAX_NAME || /[/\\]/.test(name)) return undefined
  return name.endsWith('.whl') ? wheelOf(file, project) : sdistOf(file, project)
}

function wheelOf(file: IndexFile, project: string): Distribution | undefined {
  const parts = file.name.slice(0, -'.whl'.length).split('-')
  if (parts.length !== 5 && parts.length !== 6) return undefined
  const [name = '', version = ''] = parts
  const [pythons = '', abis = '', platforms = ''] = parts.slice(-3)
  const known = valid(version.replaceAll('_', '-'))
  if (normaliseName(name) !== project || known === null) return undefined
  const tags = { pythons: listOf(pythons), abis: listOf(abis), platforms: listOf(platforms) }
  return { kind: 'wheel', file, version: known, tags }
}

function sdistOf(file: IndexFile, project: string): Distribution | undefined {
  // Older sdists keep the hyphens of their name, so that the project's own name says where it ends.
  const [, name = '', version = ''] = SDIST.exec(file.name) ?? []
  const plain = /^(.+)-([^-]+)\.(?:tar\.gz|zip|tgz|tar\.bz2)$/.exec(file.name)
  const candidates = [[name, version] as const, [plain?.[1] ?? '', plain?.[2] ?? ''] as const]
  const found = candidates.find(([each]) => normaliseName(each) === project)
  const known = found && valid(found[1])
  return known ? { kind: 'sdist', file, version: known } : undefined
}

function listOf(tag: string): readonly string[] {
  return tag.toLowerCase().split('.')
}
