import { lt } from '@renovatebot/pep440'
import { satisfies } from '../../project/requirement/satisfies.ts'
import type { Edit } from '../../report/edit.ts'
import { memoized } from '../memoized.ts'
import type { AuditContext } from '../rule.ts'
import { isHeldBelow, linuxIsHeldBelow } from './held-below.ts'
import { perRelease } from './per-release.ts'
import { type Position, torchNameAt } from './torch-name.ts'
import { torchIsBefore } from './torch-version.ts'

/** The release from which on `torch.backends.mps` is there to be asked. */
const SINCE = '1.12'

/** The last release before it. */
const LAST_WITHOUT = '1.11.0'

/** A test for Metal that can be written at a place. */
export interface MetalTest {
  /** As one of several that hold together. */
  readonly code: string
  /** The contrary. */
  readonly denied: string
  /** What PyTorch is called there. */
  readonly torch: string
  /** It is false with CUDA and without a GPU, so that what it guards changes nothing there, as long as it can be asked. */
  readonly safety: Edit['safety']
}

/** Why an edit is made, and where an older PyTorch is admitted that cannot be asked for Metal, that too: it is suggested for that. */
export function whyAsked(context: AuditContext, why: string): string {
  const isDoubted = safetySince(context, SINCE) === 'suggested' && !linuxIsHeldBelow(context, SINCE)
  return isDoubted ? `${why} A PyTorch before ${SINCE}, which the requirements admit, could not be asked that.` : why
}

/** How to ask for Metal at a place; undefined where PyTorch has no name there, or the project's is too old to be asked. */
export function metalTestAt(context: AuditContext, position: Position): MetalTest | undefined {
  const torch = torchNameAt(context, position)
  if (torch === undefined || isTooOld(context) || isCompiled(position)) return undefined
  // What compiles a network from outside may stop at a question about the machine.
  const isForward = position.function?.name.endsWith('.forward') ?? false
  const safety = isForward ? 'suggested' : safetySince(context, SINCE)
  const asked = `${torch}.backends.mps.is_available()`
  if (!linuxIsHeldBelow(context, SINCE)) return { code: asked, denied: `not ${asked}`, torch, safety }
  // Linux keeps a PyTorch that has no such part, and is asked for the part first.
  const code = `hasattr(${torch}.backends, "mps") and ${asked}`
  return { code, denied: `not (${code})`, torch, safety: isForward ? 'suggested' : 'safe' }
}

function isTooOld(context: AuditContext): boolean {
  return torchIsBefore(context, SINCE) || isHeldBelow(context, SINCE)
}

/** Whether a decorator compiles the function, `@torch.jit.script` or `@torch.compile(fullgraph=True)`, and with it all that it calls. */
function isCompiled({ function: around }: Position): boolean {
  return (around?.decorators ?? []).some((decorator) => {
    const callee = decorator.kind === 'call' ? decorator.callee : decorator
    const name = callee.kind === 'attribute' ? callee.name : callee.kind === 'name' ? callee.id : ''
    return /^(?:compile|script|jit|script_method)$/.test(name)
  })
}

/** Whether code that needs a release of PyTorch is safe: not where the project says that it runs on an older one. */
export function safetySince(context: AuditContext, release: string): Edit['safety'] {
  return admitsOlder(context, release) ? 'suggested' : 'safe'
}

const admitsOlder = perRelease(
  (context, release) =>
    admittedBy(context).some((version) => lt(version, release)) || linuxIsHeldBelow(context, release),
)

/** The releases that a requirement admits which says something of versions; one that does not means the newest. */
const admittedBy = memoized(({ facts, knowledge }: AuditContext): readonly string[] => {
  const specifiers = facts.declarations.flatMap(({ name, specifier }) => (name === 'torch' ? specifier : []))
  const known = knowledge.releases['torch']?.map(({ version }) => version) ?? []
  return [LAST_WITHOUT, ...known].filter((version) =>
    specifiers.some((specifier) => specifier !== '' && satisfies(version, specifier) === true),
  )
})
