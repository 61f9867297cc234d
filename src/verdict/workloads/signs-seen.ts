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
  const signsOf = signsByName(signs)
  const called = seen(context, 'call', (name) => signsOf(name).length > 0).flatMap((call) => {
    const site = useSite(call)
    return signsOf(call.name).map((sign) => signAt(sign, site, call.live === 'yes'))
  })
  const imported = seen(context, 'import').flatMap((observation) => {
    const { name, names } = observation
    const shown = new Set([name, ...names.map((each) => `${name}.${each}`)].flatMap(signsOf))
    if (shown.size === 0) return []
    const site = useSite(observation)
    return signs.filter((sign) => shown.has(sign)).map((sign) => signAt(sign, site, false))
  })
  return [...called, ...imported, ...kernelsSeen(context)]
}

/** Tells which signs a name is one of, found out once for each name. */
function signsByName(signs: readonly Sign[]): (name: string) => readonly Sign[] {
  const known = new Map<string, readonly Sign[]>()
  return (name) => {
    const found = known.get(name) ?? signs.filter((sign) => sign.names.test(name))
    known.set(name, found)
    return found
  }
}

function signAt({ kind, technique }: Sign, site: Site, done: boolean): SignSeen {
  return { kind, ...(technique === undefined ? {} : { technique }), site, done }
}

function kernelsSeen(context: AuditContext): readonly SignSeen[] {
  const written = context.facts.kernels.flatMap(({ kernels }) => kernels.map(({ site }) => site))
  const jitted = seen(context, 'attribute', 'triton.jit')
  return [...written, ...jitted.map((kernel) => useSite(kernel))].map((site) => ({ kind: 'kernels', site, done: true }))
}
