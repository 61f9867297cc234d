import type { LockedPackage } from '../../../project/facts.ts'
import { holds, macEnvironment } from '../../../target/requirements.ts'
import { commandForLock } from '../../packages/locks.ts'
import type { AuditContext, Draft } from '../../rule.ts'
import { declared } from '../../observations/sites.ts'
import { fixes, messages, sources } from './prose.ts'

/** Packages that a lock file holds for no platform but CUDA machines. */
export function lockDrafts({ facts, target }: AuditContext): Draft[] {
  const environment = macEnvironment(target)
  const groups = new Map<string, LockedPackage[]>()
  for (const locked of facts.locked) {
    if (locked.ecosystem !== 'pypi') continue
    const key = `${locked.site.file}\0${locked.name}`
    const own = groups.get(key)
    if (own) own.push(locked)
    else groups.set(key, [locked])
  }
  return [...groups.values()].flatMap((group) => {
    const here = group.filter(({ marker }) => holds(marker, environment) !== false)
    const [first] = here
    const isOfOthers = here.every(isForOthers)
    if (!first || !(isOfOthers || here.every(isForCuda))) return []
    return [
      {
        effect: 'blocks',
        certainty: 'likely',
        message: isOfOthers ? messages.lockOfOthers(first.name) : messages.lock(first.name),
        subject: { kind: 'package', name: first.name, version: first.version },
        sites: here.map(({ site }) => declared(site)),
        sources: sources.index,
        fix: { kind: 'manual', effort: 'minutes', summary: fixes.lock(commandForLock(first.site.file)) },
        group: 'lock',
      } satisfies Draft,
    ]
  })
}

function isForCuda({ version, wheels }: LockedPackage): boolean {
  return /\+cu\d/.test(version) && !wheels.some((wheel) => /macosx|none-any/.test(wheel))
}

/** What is published as wheels alone, besides what a lock says so of: where it lists no wheel for Macs, there is nothing to install. */
const WHEELS_ALONE = /^torch(?:vision|audio)?$/

/** Whether a lock was made on another system and lists the files of that alone. */
function isForOthers({ name, version, wheels, wheelsAlone, origin }: LockedPackage): boolean {
  const isHere = wheels.some((wheel) => /macosx\w*_(?:arm64|universal2)|none-any/.test(wheel))
  const isWheels = WHEELS_ALONE.test(name) || (wheelsAlone === true && origin === undefined)
  return isWheels && !version.includes('+') && wheels.length > 0 && !isHere
}
