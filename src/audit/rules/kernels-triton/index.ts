import type { AttributeSeen, CallSeen, ImportSeen, Observation } from '../../../trace/observation.ts'
import { isOptedInto } from '../../devices/cuda-only.ts'
import { type Way, wayTo } from '../../reachability/import-paths.ts'
import { reachOfUse } from '../../reachability/reach-of-use.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { isLive, seen } from '../../observations/seen.ts'
import { useSite } from '../../observations/sites.ts'
import { besideMetal, messages, sources, title } from './prose.ts'

/** Functions that Triton compiles. A program whose main path comes to them has no way on Metal; one that provides for their absence has. */
export const rule = {
  code: 'kernels/triton',
  title,
  words: { strong: ['triton'], weak: ['jit', 'autotune'] },
  find: (context) =>
    [...seen(context, 'attribute', ...COMPILERS), ...seen(context, 'call', ...COMPILERS)]
      .filter(isLive)
      .map((observation) => draftOf(observation, context)),
} satisfies Rule

const COMPILERS = ['triton.jit', 'triton.autotune'] as const

function draftOf(observation: AttributeSeen | CallSeen, context: AuditContext): Draft {
  const way = wayOfTriton(observation, context)
  return {
    effect: way === 'guarded' ? 'falls-back' : 'blocks',
    certainty: way === 'always' ? 'certain' : 'likely',
    message: way === 'guarded' ? messages.beside : messages.kernel,
    subject: { kind: 'package', name: 'triton' },
    sites: [useSite(observation)],
    causes: importsBeside(observation, context).map(useSite),
    sources,
    reach: reachOfUse(context, observation, way),
    ...(way === 'always' && context.traits.choosesMetal ? { fix: besideMetal } : {}),
    group: 'triton',
  }
}

function importsBeside({ module: own }: Observation, context: AuditContext): readonly ImportSeen[] {
  return seen(context, 'import', 'triton').filter(({ module }) => module === own)
}

/** The way to the module, and to Triton within it: where its import may fail, the module goes on without. */
function wayOfTriton(observation: AttributeSeen | CallSeen, context: AuditContext): Way {
  // `if TRITON_AVAILABLE: import triton`
  const ways = importsBeside(observation, context).map((own) =>
    isOptedInto(own, /triton/i) ? 'guarded' : wayTo(context, own),
  )
  if (ways.length > 0 && ways.every((way) => way === 'guarded')) return 'guarded'
  return wayTo(context, observation)
}
