import type { AuditContext } from '../../audit/rule.ts'
import { seen } from '../../audit/observations/seen.ts'
import { useSite } from '../../audit/observations/sites.ts'
import type { Site, Technique, WorkloadKind } from '../../report/report.ts'
import { type Sign, SIGNS } from './signs.ts'

/** A place that speaks for a kind of work. */
export interface SignSeen {
  readonly kind: WorkloadKind
  readonly technique?: Technique
  readonly site: Site
  /** Whether it is surely done when the code is run: an import alone does nothing, and neither does what is behind an option. */
  readonly done: boolean
}

/** The places that show what the project does: by what is called and imported, and by kernels that are written there. */
export function signsSeen(context: AuditContext): readonly SignSeen[] {
  const { imports } = context.traits
  const signs = SIGNS.filter(
    ({ requires, unless }) =>
      (requires?.some((module) => imports.has(module)) ?? true) && !unless?.some((module) => imports.has(module)),
  )
  const named = [
    ...seen(context, 'call').map((observation) => ({ observation, names: [observation.name] })),
    ...seen(context, 'import').map((observation) => ({
      observation,
      names: [observation.name, ...observation.names.map((name) => `${observation.name}.${name}`)],
    })),
  ]
  const placed = named.flatMap(({ observation, names }) => {
    const matching = signs.filter((sign) => names.some((name) => sign.names.test(name)))
    if (matching.length === 0) return []
    const site = useSite(observation)
    const done = observation.kind === 'call' && observation.live === 'yes'
    return matching.map((sign) => signAt(sign, site, done))
  })
  return [...placed, ...kernelsSeen(context)]
}

function signAt({ kind, technique }: Sign, site: Site, done: boolean): SignSeen {
  return { kind, ...(technique === undefined ? {} : { technique }), site, done }
}

function kernelsSeen(context: AuditContext): readonly SignSeen[] {
  const written = context.facts.kernels.flatMap(({ kernels }) => kernels.map(({ site }) => site))
  const jitted = seen(context, 'attribute').filter(({ name }) => name === 'triton.jit')
  return [...written, ...jitted.map((kernel) => useSite(kernel))].map((site) => ({ kind: 'kernels', site, done: true }))
}
