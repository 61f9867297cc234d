/** Locks, which nobody edits: what they are made from, and the commands that make them again. */
import type { Declaration, ProjectFacts } from '../../project/facts.ts'
import { folderOf } from './manifests.ts'

/** By the name of the lock, the command that brings it in line with its manifest. */
const COMMANDS: readonly (readonly [lock: RegExp, command: string])[] = [
  [/(?:^|\/)uv\.lock$/, 'uv lock'],
  [/(?:^|\/)poetry\.lock$/, 'poetry lock'],
  [/(?:^|\/)pdm\.lock$/, 'pdm lock'],
  [/(?:^|\/)Pipfile\.lock$/, 'pipenv lock'],
  [/(?:^|\/)pixi\.lock$/, 'pixi lock'],
  [/(?:^|\/)conda-lock\.ya?ml$/, 'conda-lock'],
]

/** The command that makes a lock again; undefined for one that many programs write. */
export function commandForLock(file: string): string | undefined {
  return COMMANDS.find(([lock]) => lock.test(file))?.[1]
}

/** What a lock is made from, by the format of the manifest. */
const MADE_FROM: Readonly<Record<string, RegExp>> = {
  'pyproject-toml': /(?:^|\/)(?:(?:uv|poetry|pdm|pixi)\.lock|pylock[^/]*\.toml)$/,
  'setup-cfg': /(?:^|\/)(?:uv|pdm)\.lock$/,
  'setup-py': /(?:^|\/)(?:uv|pdm)\.lock$/,
  pipfile: /(?:^|\/)Pipfile\.lock$/,
}

/** The lock that has to be made again when a manifest changes: one in its folder or, for a part of a workspace, around it. */
export function lockOf({ format, site }: Declaration, { locked }: ProjectFacts): string | undefined {
  const kind = MADE_FROM[format]
  const folder = folderOf(site.file)
  const files = new Set(locked.map((each) => each.site.file))
  return [...files]
    .filter((file) => kind?.test(file) && folder.startsWith(folderOf(file)))
    .toSorted((a, b) => b.length - a.length)[0]
}
