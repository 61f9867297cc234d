import type { AssignmentSeen, CallSeen } from '../../../trace/observation.ts'
import { isCaught } from '../../devices/exceptions.ts'
import { liveCalls } from '../../observations/live-calls.ts'
import { type Passed, passedTo, textOf } from '../../observations/call-arguments.ts'
import type { Draft, Rule } from '../../rule.ts'
import { certaintyOf, isLive, seen } from '../../observations/seen.ts'
import { argumentSite, declarationSite, type SiteInRole } from '../../observations/sites.ts'
import { fix, message, sources, title } from './prose.ts'

/** JAX asked for a GPU by name. */
export const rule = {
  code: 'jax/device',
  title,
  words: { strong: ['jax', 'JAX_PLATFORMS'], weak: ['backend'] },
  find: (context) => [
    ...liveCalls(context, (name) => ASKS.has(name), 'jax.config.update').flatMap(ofCall),
    ...seen(context, 'assignment', VARIABLE).filter(isLive).flatMap(ofAssignment),
  ],
} satisfies Rule

/** Functions that take the name of a platform, and where. */
const ASKS: ReadonlyMap<string, { readonly name: string; readonly position?: number }> = new Map(
  Object.entries<{ readonly name: string; readonly position?: number }>({
    'jax.devices': { name: 'backend', position: 0 },
    'jax.local_devices': { name: 'backend' },
    'jax.device_count': { name: 'backend', position: 0 },
    'jax.local_device_count': { name: 'backend', position: 0 },
    'jax.jit': { name: 'backend' },
  }),
)

function ofCall(call: CallSeen): Draft[] {
  const given = platformGiven(call)
  const platform = textOf(given?.value)
  if (!given || !namesGpu(platform) || isCaught(call, 'RuntimeError')) return []
  return [draft(call, platform, argumentSite(call, given.argument))]
}

function platformGiven(call: CallSeen): Passed | undefined {
  const asks = ASKS.get(call.name)
  if (asks) return passedTo(call, asks.name, asks.position)
  const isSetting =
    call.name === 'jax.config.update' && /^jax_platform(s|_name)$/.test(textOf(call.positional[0]?.value) ?? '')
  return isSetting ? call.positional[1] : undefined
}

const VARIABLE = /^os\.environ\[JAX_PLATFORM(S|_NAME)\]$/

/** `os.environ['JAX_PLATFORMS'] = 'cuda'` */
function ofAssignment(given: AssignmentSeen): Draft[] {
  const platform = textOf(given.value)
  return namesGpu(platform) ? [draft(given, platform, declarationSite(given, given.node))] : []
}

/** A list of platforms that ends in the CPU's is no demand. */
function namesGpu(text: string | undefined): text is string {
  return text !== undefined && /^(gpu|cuda)$/i.test(text)
}

function draft(observation: CallSeen | AssignmentSeen, platform: string, site: SiteInRole): Draft {
  return {
    effect: 'blocks',
    certainty: certaintyOf(observation, 'likely'),
    message,
    subject: { kind: 'setting', name: 'jax_platforms', value: platform },
    sites: [site],
    sources,
    fix: { kind: 'manual', effort: 'minutes', summary: fix },
    backend: 'jax',
    group: 'platform',
  }
}
