import { runsOutsideContainers } from '../../reachability/outside-containers.ts'
import { farthest, reachOfPath } from '../../reachability/reach.ts'
import type { Draft, Rule } from '../../rule.ts'
import { declared } from '../../observations/sites.ts'
import { fix, message, sources, title } from './prose.ts'

/** Images that are made for CUDA: NVIDIA's own, and tags of others that say so. */
export const rule = {
  code: 'container/cuda-base-image',
  title,
  find: (context) => {
    const isOnlyWay = !runsOutsideContainers(context)
    return context.facts.containers.flatMap((fact) =>
      fact.kind === 'base-image' && isForCuda(fact.image)
        ? [
            {
              effect: isOnlyWay ? 'ignores-gpu' : 'info',
              certainty: 'certain',
              message: message(fact.image),
              subject: { kind: 'image', name: fact.image },
              sites: [declared(fact.site)],
              sources,
              fix: { kind: 'manual', effort: isOnlyWay ? 'hours' : 'minutes', summary: fix },
              reach: farthest([reachOfPath(fact.site.file), 'optional']),
              group: 'image',
            } satisfies Draft,
          ]
        : [],
    )
  },
} satisfies Rule

function isForCuda(image: string): boolean {
  return /(?:^|\/)nvidia\/|^nvcr\.io\/|[:\-_]cuda|\bcu\d{2,3}\b|tensorflow\/tensorflow:\S*gpu|pytorch-gpu/i.test(image)
}
