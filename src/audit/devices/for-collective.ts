import type { CallSeen } from '../../trace/observation.ts'
import { hasName } from '../../trace/words.ts'
import { bodyHas } from './body-names.ts'

/** What processes exchange tensors by. */
const COLLECTIVES = ['all_reduce', 'all_gather', 'broadcast', 'reduce_scatter', 'gather', 'all_to_all'] as const

/** What a function says that computes by a network as well. */
const COMPUTES = ['backward', 'no_grad', 'eval', 'train', 'forward', 'model', 'net', 'network', 'criterion'] as const

/**
 * Whether a call stands in a function that does no more than exchange tensors among processes. On a Mac these go by gloo, which
 * takes those of the CPU (pytorch/pytorch#160732, #189853).
 */
export function isForCollective({ module, function: around }: CallSeen): boolean {
  return (
    around !== undefined &&
    hasName(module.words.imports, 'distributed') &&
    bodyHas(around, COLLECTIVES) &&
    !bodyHas(around, COMPUTES)
  )
}
