/** Whether there is reason to think that a file was written on CUDA. */
import { callsNamingCuda } from '../../devices/calls-naming-cuda.ts'
import { memoized } from '../../memoized.ts'
import { textsOf } from '../../observations/call-arguments.ts'
import { seen } from '../../observations/seen.ts'
import { reachOfModule } from '../../reachability/reach.ts'
import type { AuditContext } from '../../rule.ts'
import type { CallSeen } from '../../../trace/observation.ts'
import { deviceName, options } from '../../../trace/value.ts'
import { hasName } from '../../../trace/words.ts'

/** Whether the name of the file says that it was written on CUDA. */
export function isOfCuda({ positional: [first] }: CallSeen): boolean {
  return first !== undefined && textsOf(first.value).some((text) => /(?:^|[^a-z])(?:cuda|gpu)(?![a-z])/i.test(text))
}

/** Whether the project works on CUDA at all: only then do files of its own come from there. */
export const usesCuda = memoized(
  (context: AuditContext): boolean =>
    seen(context, 'call', '.cuda', /^torch\.cuda\./).length > 0 ||
    callsNamingCuda(context).some(namesCuda) ||
    seen(context, 'default').some(({ value }) => options(value).some((option) => deviceName(option) === 'cuda')),
)

/**
 * Whether another program of the project may have written it, and so on CUDA: what holds a model's state then raises on a Mac. A
 * program that reads only what it wrote itself reads it on the Mac where it wrote it; of what nobody here writes nothing tells
 * where it comes from, and what is offered for download works without CUDA more often than not.
 */
export function isWrittenElsewhere({ module }: CallSeen, context: AuditContext): boolean {
  const { writing, imported } = writersOf(context)
  return writing.size > 0 && (!writing.has(module) || imported.has(module))
}

const writersOf = memoized(({ trace }: AuditContext) => ({
  writing: new Set(
    trace.modules.filter(
      (module) =>
        !/^(?:test|vendored)$/.test(reachOfModule(module)) &&
        hasName(module.words.code, 'save') &&
        hasName(module.words.code, 'state_dict'),
    ),
  ),
  imported: new Set(trace.imports.map(({ to }) => to)),
}))

function namesCuda({ positional, keywords }: CallSeen): boolean {
  return [...positional, ...keywords.values()].some(({ value }) => deviceName(value) === 'cuda')
}
