import type { LockedPackage } from '../../facts.ts'
import type { TextFile } from '../../text-file.ts'
import { outline } from '../yaml-outline.ts'

/** A package that an environment of the lock holds on one platform. */
export interface Installed {
  readonly ecosystem: LockedPackage['ecosystem']
  readonly address: string
  readonly platform: string
  /** 1-based. */
  readonly line: number
}

/** The packages of all environments by platform; one that several environments hold counts once. */
export function installedPackages(file: TextFile): readonly Installed[] {
  const installed = new Map<string, Installed>()
  let root = ''
  let list = { indent: -1, platform: '' }
  for (const { line, indent, isItem, key, text } of outline(file)) {
    if (indent === 0) root = key
    if (root !== 'environments') continue
    if (!isItem && key === 'packages') list = { indent, platform: '' }
    else if (!isItem && indent <= list.indent) list = { indent: -1, platform: '' }
    else if (!isItem && list.indent >= 0 && text === '') list = { ...list, platform: key }
    else if (isItem && list.platform !== '' && (key === 'conda' || key === 'pypi')) {
      const { platform } = list
      const id = `${platform} ${text}`
      if (!installed.has(id)) installed.set(id, { ecosystem: key, address: text, platform, line })
    }
  }
  return [...installed.values()]
}
