/** What a lock holds for Linux that there is for no ARM processor. */
import type { Command, LockedPackage } from '../../../project/facts.ts'
import { holds, linuxEnvironment } from '../../../target/requirements.ts'
import { folderOf, foldersAround } from '../../packages/manifests.ts'
import type { AuditContext } from '../../rule.ts'

/** Commands that install what a lock says, and its name. */
const INSTALLS: readonly (readonly [RegExp, string])[] = [
  [/^poetry (?:install|sync)\b/, 'poetry.lock'],
  [/^uv sync\b/, 'uv.lock'],
  [/^pdm (?:install|sync)\b/, 'pdm.lock'],
  [/^pipenv (?:install|sync)\b/, 'Pipfile.lock'],
]

/** The lock that a command installs: that of its folder or of one around it. */
export function lockInstalledBy({ words, site }: Command, { facts }: AuditContext): string | undefined {
  const line = words.filter((word) => !word.startsWith('-')).join(' ')
  const name = INSTALLS.find(([pattern]) => pattern.test(line))?.[1]
  if (name === undefined) return undefined
  const folder = folderOf(site.file)
  const locks = new Set(facts.locked.map((locked) => locked.site.file))
  return [folder, ...foldersAround(folder)].map((each) => `${each}${name}`).find((path) => locks.has(path))
}

/** Packages of NVIDIA have wheels alone; others may be built from what the lock does not list here. */
const WHEELS_ONLY = /^nvidia-/

/** The packages of a lock that a container on a Mac would install and has no file for. */
export function foreignIn(lock: string, { facts, target }: AuditContext): readonly LockedPackage[] {
  const environment = { ...linuxEnvironment(target), platform_machine: 'aarch64' }
  return facts.locked.filter(
    ({ site, name, marker, wheels }) =>
      site.file === lock &&
      WHEELS_ONLY.test(name) &&
      wheels.length > 0 &&
      !wheels.some((wheel) => /aarch64|-any\.whl$/.test(wheel)) &&
      holds(marker, environment) === true,
  )
}
