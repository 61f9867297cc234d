import type { ContainerFact } from '../../../project/facts.ts'
import { isContainersOnly } from '../../reachability/outside-containers.ts'
import { farthest, reachOfPath } from '../../reachability/reach.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { declared } from '../../observations/sites.ts'
import { fix, messages, sources, title } from './prose.ts'

type GpuRequest = Extract<ContainerFact, { kind: 'gpu-request' }>

/** Requests that a container runtime on the Mac itself would have to meet; those to a cluster are a remark. */
const LOCAL: readonly GpuRequest['how'][] = ['runtime', 'device-reservation', 'flag']

/** Requests for a GPU of NVIDIA's. Variables that only choose among GPUs do no harm where there is none. */
export const rule = {
  code: 'container/gpu-request',
  title,
  find: (context) => {
    const isOnlyWay = isContainersOnly(context) && !hasOneWithout(context)
    return requestsOf(context).flatMap((fact) => draftOf(fact, isOnlyWay))
  },
} satisfies Rule

function requestsOf({ facts }: AuditContext): readonly GpuRequest[] {
  return facts.containers.filter((fact) => fact.kind === 'gpu-request')
}

/** A Compose file that describes what can be started without the one that asks for a GPU: `compose.yaml`, `compose.gpu.yaml`. */
const COMPOSE = /(?:^|[/\w.-])compose[\w.-]*\.ya?ml$/i

/** Whether a Compose file starts something and asks for no GPU, so that the one which does is another way. */
function hasOneWithout(context: AuditContext): boolean {
  const asking = new Set(requestsOf(context).map(({ site }) => site.file))
  return context.facts.containers.some(
    ({ kind, site }) => kind === 'base-image' && COMPOSE.test(site.file) && !asking.has(site.file),
  )
}

function draftOf({ how, what, site, optional }: GpuRequest, isOnlyWay: boolean): Draft[] {
  if (how === 'environment') return []
  // A cluster on the Mac itself has no GPU to give either, where the project is nothing but what it is to start.
  const isLocal = LOCAL.includes(how) || (isOnlyWay && how === 'resource-limit')
  const isMain = isLocal && isOnlyWay && optional !== true
  const reach = reachOfPath(site.file)
  return [
    {
      effect: isLocal ? 'blocks' : 'info',
      certainty: isLocal ? 'certain' : 'likely',
      message: isMain ? messages.only : isLocal ? messages.fails : messages.elsewhere,
      subject: { kind: 'setting', name: 'gpu', value: what },
      sites: [declared(site)],
      sources,
      // Where there is nothing else to run, nothing can be done but to take something else.
      ...(isLocal && !isMain ? { fix: { kind: 'manual', effort: 'minutes', summary: fix } } : {}),
      reach: isMain ? reach : farthest([reach, 'optional']),
      group: isLocal ? 'local' : 'elsewhere',
    },
  ]
}
