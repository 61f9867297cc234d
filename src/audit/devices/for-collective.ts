import type { TracedFunction } from '../../trace/definition.ts'
import type { CallSeen } from '../../trace/observation.ts'
import { hasName } from '../../trace/words.ts'
import { memoized } from '../memoized.ts'
import { bodyHas, wanted } from './body-names.ts'

/** What processes exchange tensors by. */
const COLLECTIVES = wanted(['all_reduce', 'all_gather', 'broadcast', 'reduce_scatter', 'gather', 'all_to_all'])

/** What a function says that computes by a network as well. */
const COMPUTES = wanted(['backward', 'no_grad', 'eval', 'train', 'forward', 'model', 'net', 'network', 'criterion'])

/**
 * Whether a call stands in a function that does no more than exchange tensors among processes. On a Mac these go by gloo, which
 * takes those of the CPU (pytorch/pytorch#160732, #189853).
 */
export function isForCollective({ function: around }: CallSeen): boolean {
  return around !== undefined && exchanges(around)
}

const exchanges = memoized(
  (own: TracedFunction): boolean =>
    hasName(own.module.words.imports, 'distributed') && bodyHas(own, COLLECTIVES) && !bodyHas(own, COMPUTES),
)
