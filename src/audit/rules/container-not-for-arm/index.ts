import type { Command } from '../../../project/facts.ts'
import { declared } from '../../observations/sites.ts'
import { isContainersOnly } from '../../reachability/outside-containers.ts'
import { farthest, reachOfPath } from '../../reachability/reach.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { foreignIn, lockInstalledBy } from './locked.ts'
import { fixes, messages, sources, title } from './prose.ts'

/** Images that are built on a Mac, which is for linux/arm64, out of what there is for other processors alone. */
export const rule = {
  code: 'container/not-for-arm',
  title,
  find: (context) => {
    const { commands, containers } = context.facts
    // Where a platform is named, it is built for that one.
    const bound = new Set(containers.flatMap(({ kind, site }) => (kind === 'platform' ? site.file : [])))
    return commands
      .filter(({ origin, site }) => origin === 'dockerfile' && !bound.has(site.file))
      .flatMap((command) => draftsOf(command, context))
  },
} satisfies Rule

/** An installer or a package for one processor, in an address or as a file. */
const FOR_INTEL = /(?:x86[_-]64|amd64|linux64)[\w.-]*\.(?:sh|deb|rpm|run|whl|AppImage)$/i
const FOR_ARM = /aarch64|arm64|noarch/i

function draftsOf(command: Command, context: AuditContext): Draft[] {
  const fetched = command.words.find((word) => FOR_INTEL.test(word) && /^https?:/.test(word) && !FOR_ARM.test(word))
  if (fetched !== undefined) {
    const name = fetched.replace(/^.*\//, '')
    return [draft(command, messages.fetched(name), fixes.fetched, 'fetched', context)]
  }
  const lock = lockInstalledBy(command, context)
  const [foreign] = lock === undefined ? [] : foreignIn(lock, context)
  if (foreign === undefined) return []
  const found = draft(command, messages.locked(foreign.name, foreign.version), fixes.locked, 'locked', context)
  return [{ ...found, causes: [foreign.site] }]
}

function draft(
  { words, site }: Command,
  message: string,
  summary: string,
  group: string,
  context: AuditContext,
): Draft {
  return {
    effect: 'blocks',
    certainty: 'likely',
    message,
    subject: { kind: 'call', name: words[0] ?? '' },
    sites: [declared(site)],
    sources: sources[group === 'fetched' ? 'fetched' : 'locked'],
    fix: { kind: 'manual', effort: 'minutes', summary },
    reach: farthest([reachOfPath(site.file), isContainersOnly(context) ? 'main' : 'optional']),
    group,
  }
}
