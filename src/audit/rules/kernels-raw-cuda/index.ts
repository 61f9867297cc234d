import { type Way, wayTo } from '../../reachability/import-paths.ts'
import { reachOfUse } from '../../reachability/reach-of-use.ts'
import type { AttributeSeen, CallSeen } from '../../../trace/observation.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { isLive, seen } from '../../observations/seen.ts'
import { useSite } from '../../observations/sites.ts'
import { message, sources, title } from './prose.ts'

/** What takes CUDA code as text, or compiles Python to it. */
const COMPILERS =
  /^(?:cupy\.(?:RawKernel|RawModule|ElementwiseKernel|ReductionKernel)|cupyx\.jit\.rawkernel|pycuda\.compiler\.SourceModule|pycuda\.elementwise\.ElementwiseKernel|torch\.cuda\.(?:_compile_kernel|jiterator\.\w+))$/

/** Kernels in CuPy and PyCUDA, and PyTorch's own compilers of CUDA code. There is no remedy but to write them anew. */
export const rule = {
  code: 'kernels/raw-cuda',
  title,
  words: {
    strong: ['cuda', 'RawKernel', 'RawModule', 'ElementwiseKernel', 'ReductionKernel', 'rawkernel', 'SourceModule'],
  },
  find: (context) =>
    [...seen(context, 'call', COMPILERS), ...seen(context, 'attribute', COMPILERS)]
      .filter(isLive)
      .flatMap((observation): Draft[] => {
        const way = wayOfKernel(observation, context)
        if (way === 'guarded') return []
        return [
          {
            effect: 'blocks',
            certainty: 'likely',
            message: message(observation.name),
            subject: { kind: 'call', name: observation.name },
            sites: [useSite(observation)],
            sources,
            reach: reachOfUse(context, observation, way),
            group: observation.name,
          },
        ]
      }),
} satisfies Rule

/**
 * A function that only others call is what a library of kernels is made of: where its module cannot do without the compiler,
 * it is on the way of whoever uses the library.
 */
function wayOfKernel(observation: CallSeen | AttributeSeen, context: AuditContext): Way {
  const way = wayTo(context, observation)
  const { function: around, module } = observation
  if (way !== 'lazily' || !around || around.reachability === 'never' || around.calls.live.length > 0) return way
  const [top = ''] = observation.name.split('.')
  const isNeeded = seen(context, 'import', top).some(
    (imported) => imported.module === module && wayTo(context, imported) === 'always',
  )
  return top !== 'torch' && isNeeded ? 'always' : way
}
