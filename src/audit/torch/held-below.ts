/** To which PyTorch a project is held by what it requires, where no one release is settled on. */
import { gte, valid } from '@renovatebot/pep440'
import type { Declaration } from '../../project/facts.ts'
import { parseSpecifier } from '../../project/requirement/specifier.ts'
import { satisfies } from '../../project/requirement/satisfies.ts'
import { NAMED_LIMIT } from '../../target/newest-admitted.ts'
import { pypiNameOf } from '../../target/pypi-name.ts'
import { requirementsOnLinux } from '../../target/requirements.ts'
import { memoized } from '../memoized.ts'
import { required } from '../packages/needs.ts'
import { keepsOut } from '../packages/newer.ts'
import { reachOfPath } from '../reachability/reach.ts'
import type { AuditContext } from '../rule.ts'
import { perRelease } from './per-release.ts'

/** Whether a Mac gets no release as new as that by any requirement, such as `~=1.10`, of which the release is not known. */
export const isHeldBelow = perRelease((context, release) => {
  const bounds = onMacs(context)
  const isOpen = (context.target.packages['torch']?.from ?? 'assumed') === 'assumed'
  return isOpen && bounds.length > 0 && bounds.every((each) => holdsBelow(each, release, context))
})

/** Whether some requirement holds Linux to older releases. */
export const linuxIsHeldBelow = perRelease((context, release) =>
  onLinux(context).some((each) => holdsBelow(each, release, context)),
)

/** Whether a requirement admits nothing as new as a release: neither that, nor a later one that is known or that it names. */
export function holdsBelow(declaration: Declaration, release: string, { knowledge }: AuditContext): boolean {
  if (!keepsOut(declaration, { since: release })) return false
  const known = knowledge.releases['torch']?.map(({ version }) => version) ?? []
  const named = (parseSpecifier(declaration.specifier) ?? []).slice(0, NAMED_LIMIT)
  return ![...known, ...named.map(({ version }) => version.replace(/\.\*$/, ''))].some(
    (version) => valid(version) !== null && gte(version, release) && satisfies(version, declaration.specifier) === true,
  )
}

const onMacs = memoized((context: AuditContext): readonly Declaration[] =>
  required(context).flatMap(({ declaration }) => (saysOfPytorch(declaration, context) ? [declaration] : [])),
)

const onLinux = memoized((context: AuditContext): readonly Declaration[] =>
  requirementsOnLinux(context.facts, context.target).filter((each) => saysOfPytorch(each, context)),
)

function saysOfPytorch(declaration: Declaration, { knowledge }: AuditContext): boolean {
  const isMain = reachOfPath(declaration.site.file) === 'main'
  return isMain && declaration.specifier !== '' && pypiNameOf(declaration, knowledge) === 'torch'
}
