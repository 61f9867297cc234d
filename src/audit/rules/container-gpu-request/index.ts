import type { ContainerFact } from '../../../project/facts.ts'
import { farthest, reachOfPath } from '../../reachability/reach.ts'
import type { Draft, Rule } from '../../rule.ts'
import { declared } from '../../observations/sites.ts'
import { fix, messages, sources, title } from './prose.ts'

type GpuRequest = Extract<ContainerFact, { kind: 'gpu-request' }>

/** Requests that a container runtime on the Mac itself would have to meet; those to a cluster are a remark. */
const LOCAL: readonly GpuRequest['how'][] = ['runtime', 'device-reservation', 'flag']

/** Requests for a GPU of NVIDIA's. Variables that only choose among GPUs do no harm where there is none. */
export const rule = {
  code: 'container/gpu-request',
  title,
  find: ({ facts }) => facts.containers.filter((fact) => fact.kind === 'gpu-request').flatMap((fact) => draftOf(fact)),
} satisfies Rule

function draftOf({ how, what, site }: GpuRequest): Draft[] {
  if (how === 'environment') return []
  const isLocal = LOCAL.includes(how) && !/^--(?:gres|gpus-per)/.test(what)
  return [
    {
      effect: isLocal ? 'blocks' : 'info',
      certainty: isLocal ? 'certain' : 'likely',
      message: isLocal ? messages.fails : messages.elsewhere,
      subject: { kind: 'setting', name: 'gpu', value: what },
      sites: [declared(site)],
      sources,
      ...(isLocal ? { fix: { kind: 'manual', effort: 'minutes', summary: fix } } : {}),
      reach: farthest([reachOfPath(site.file), 'optional']),
      group: isLocal ? 'local' : 'elsewhere',
    },
  ]
}
