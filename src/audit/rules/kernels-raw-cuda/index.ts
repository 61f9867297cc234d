import { wayTo } from '../../reachability/import-paths.ts'
import { reachOfUse } from '../../reachability/reach-of-use.ts'
import type { Draft, Rule } from '../../rule.ts'
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
        const way = wayTo(context, observation)
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
