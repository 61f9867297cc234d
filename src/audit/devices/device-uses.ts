import type { CallSeen } from '../../trace/observation.ts'
import type { Place } from '../../trace/place.ts'
import { libraryByImport } from '../../knowledge/libraries.ts'
import { statementOnMac } from '../../knowledge/taken.ts'
import type { Edits } from '../finding/fix-by.ts'
import { versionOf } from '../packages/package-version.ts'
import type { AuditContext } from '../rule.ts'

/**
 * Edits by which a device becomes Metal's, as far as what is given the device can do with it: none where a library has no
 * code for Metal, and no more than suggested where nobody knows.
 * @param place where the device is written
 */
export function asUsersAllow(context: AuditContext, place: Omit<Place, 'end'>, edits: Edits): Edits {
  const users = context.trace.uses.get(place.module)?.get(place.at) ?? []
  const found = users.flatMap((user) => (user.kind === 'call' ? takenBy(user, context) : []))
  if (found.includes('refused')) return []
  return found.includes('unknown') ? edits.map((edit) => edit && { ...edit, safety: 'suggested' }) : edits
}

/**
 * Whether a device is given to a library that has no code for Metal, and to nothing of PyTorch: what is chosen there decides how that
 * library computes on other machines, and nothing on a Mac.
 * @param places where the machine is asked for it
 */
export function isForLibraryWithoutMetal(context: AuditContext, places: readonly Place[]): boolean {
  const users = places.flatMap(({ module, at }) => context.trace.uses.get(module)?.get(at) ?? [])
  const calls = users.filter((user) => user.kind === 'call')
  return calls.some((call) => takenBy(call, context) === 'refused') && !calls.some(isOfPyTorch)
}

/** Other than to ask about the device, or to describe it. */
function isOfPyTorch({ callee, name }: CallSeen): boolean {
  return callee === undefined && (/^torch\.(?!device$|cuda\.)/.test(name) || /^\.(?:to|cuda)$/.test(name))
}

/** What becomes of a device of Metal where it is given to something. */
type Taken = 'taken' | 'unknown' | 'refused'

function takenBy({ name, callee }: CallSeen, context: AuditContext): Taken {
  // The project's own functions, methods of values and Python's own functions hand a device on.
  if (callee || /^(?:\.|builtins\.|torch\.)/.test(name)) return 'taken'
  const library = libraryByImport(context.knowledge, name)
  const version = library?.pypi.map((pypi) => versionOf(context, pypi)).find((found) => found !== undefined)
  const gpu = library && statementOnMac(context.knowledge, library, version, context.asOf)?.gpu
  return gpu === undefined ? 'unknown' : gpu ? 'taken' : 'refused'
}
