import type { WheelRun } from '../../../knowledge/knowledge.ts'
import { hasWheel, isForSomePythons, wheelsAfter, wheelsOf } from '../../../knowledge/wheels.ts'
import { newestAdmitted } from '../../../target/newest-admitted.ts'
import type { Declaration } from '../../../project/facts.ts'
import { parseSpecifier } from '../../../project/requirement/specifier.ts'
import type { MacRequirement } from '../../../target/requirements.ts'
import { declared } from '../../observations/sites.ts'
import { libraryOf, needsOf, reachOf, required } from '../../packages/needs.ts'
import { isPinnedTooOld, keepsOut } from '../../packages/newer.ts'
import type { AuditContext, Draft } from '../../rule.ts'
import { fixes, messages } from './prose.ts'

/**
 * Requirements of releases without a wheel for Apple silicon, where later ones have one. Where a library is known to be too
 * old or not to install at all, that says it.
 */
export function withoutWheel(context: AuditContext): Draft[] {
  const told = new Set(
    needsOf(context)
      .filter((need) => need.statement.installs === false || isPinnedTooOld(need, context))
      .map(({ declaration }) => declaration),
  )
  return required(context)
    .filter(({ declaration }) => declaration.ecosystem === 'pypi' && !told.has(declaration))
    .flatMap((requirement) => draftOf(requirement, context))
}

function draftOf({ declaration, applies }: MacRequirement, context: AuditContext): Draft[] {
  const { name } = declaration
  const { knowledge, target } = context
  const version = newestAdmitted(name, declaration.specifier, knowledge)
  const run = version === undefined ? undefined : wheelsOf(knowledge, name, version)
  if (version === undefined || run === undefined || hasWheel(run, target.python)) return []
  const newer = wheelsAfter(knowledge, name, version, target.python)
  if (newer === undefined || !keepsOut(declaration, newer)) return []
  const isBuilt = run.files === 'source' || isForSomePythons(run)
  const seen = knowledge.wheels[name]?.seen ?? ''
  const library = libraryOf(context, declaration)
  return [
    {
      effect: isBuilt ? 'degrades' : 'blocks',
      certainty: applies === undefined ? 'possible' : 'likely',
      message: messageFor(askedFor(declaration, version), run, newer, target.python),
      subject: { kind: 'package', name, version },
      sites: [declared(declaration.site)],
      sources: [version, newer.since].map((each) => ({ url: `pkg:pypi/${name}@${each}`, seen, kind: 'package' })),
      fix: { kind: 'manual', effort: 'minutes', summary: fixes.wheel(name, newer.since) },
      reach: reachOf(declaration, context),
      ...(library === undefined ? {} : { library: library.name }),
      group: `wheel ${name}`,
    },
  ]
}

function messageFor(asked: string, run: WheelRun, newer: WheelRun, python: string): string {
  if (isForSomePythons(run)) return messages.otherPython(asked, run, newer, python)
  return run.files === 'source' ? messages.source(asked, newer, python) : messages.noFile(asked, newer, python)
}

/** `scipy 1.6.3`; of a range the releases in between are not known, so that none of them is named: `scipy <1.7`. */
function askedFor({ name, specifier }: Declaration, version: string): string {
  const isOne = (parseSpecifier(specifier) ?? []).some(
    ({ operator }) => /^={2,3}$/.test(operator) && !specifier.includes('*'),
  )
  return isOne ? `${name} ${version}` : `${name} ${specifier}`
}
