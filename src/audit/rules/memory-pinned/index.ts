import type { CallSeen } from '../../../trace/observation.ts'
import { isCaught } from '../../devices/exceptions.ts'
import { destinationOfCall, mindsMetal } from '../../devices/destination.ts'
import { liveCalls } from '../../observations/live-calls.ts'
import { isTrue, methodSpan, type Passed } from '../../observations/call-arguments.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { certaintyOf, siteOf } from '../../observations/seen.ts'
import { torchIsBefore } from '../../torch/torch-version.ts'
import { fixes, messages, sources, title } from './prose.ts'

/** Memory pinned for copies to a CUDA device, and copies that nobody waits for. */
export const rule = {
  code: 'memory/pinned',
  title,
  find: (context) =>
    liveCalls(context, '.pin_memory', { given: 'pin_memory' }, { given: 'non_blocking' }).flatMap((call) =>
      mindsMetal(call) ? [] : [...ofPinning(call, context), ...ofWaiting(call)],
    ),
} satisfies Rule

/** The release whose build for macOS is the first with an allocator for pinned memory. */
const PINS_SINCE = '2.14.0'

function ofPinning(call: CallSeen, context: AuditContext): Draft[] {
  const raises = torchIsBefore(context, PINS_SINCE)
  if (call.name === '.pin_memory') {
    if (isProjectMethod(call) || isCaught(call, 'RuntimeError')) return []
    return raises ? [blocking(call, messages.method, siteOf(call, methodSpan(call)))] : []
  }
  const pinned = call.keywords.get('pin_memory')
  if (!pinned || call.callee || !isTrue(pinned.value)) return []
  if (call.name.endsWith('DataLoader')) return [ofLoader(call, pinned)]
  return raises && call.name.startsWith('torch.')
    ? [blocking(call, messages.factory, siteOf(call, pinned.argument))]
    : []
}

/** A method of that name on one of the project's own objects, such as a batch. */
function isProjectMethod({ receiver, callee }: CallSeen): boolean {
  return callee !== undefined || receiver?.kind === 'object' || receiver?.kind === 'class'
}

function ofLoader(call: CallSeen, pinned: Passed): Draft {
  return {
    effect: 'info',
    certainty: certaintyOf(call),
    message: messages.loader,
    sites: [siteOf(call, pinned.argument)],
    sources: sources.loader,
    group: 'loader',
  }
}

/** `.to(device, non_blocking=True)`: what it copies from may be gone before the copy is made. */
function ofWaiting(call: CallSeen): Draft[] {
  const given = call.keywords.get('non_blocking')
  if (call.name !== '.to' || !given || !isTrue(given.value)) return []
  const destination = destinationOfCall(call)
  if (destination === undefined || destination === 'cpu') return []
  return [
    {
      // Only a copy out of pinned memory is known to be overtaken; any other is at most slower to no purpose.
      effect: isFromPinned(call) ? 'wrong-results' : 'info',
      certainty: 'possible',
      message: messages.waiting,
      sites: [siteOf(call, given.argument)],
      sources: sources.waiting,
      fix: { kind: 'automatic', effort: 'minutes', summary: fixes.waiting },
      group: 'non-blocking',
      backend: 'mps',
    },
  ]
}

/** Whether the tensor that is copied has just been pinned. */
function isFromPinned({ node }: CallSeen): boolean {
  const object = node.callee.kind === 'attribute' ? node.callee.object : undefined
  return object?.kind === 'call' && object.callee.kind === 'attribute' && object.callee.name === 'pin_memory'
}

function blocking(call: CallSeen, message: string, site: Draft['sites'][number]): Draft {
  return {
    effect: 'blocks',
    certainty: certaintyOf(call, 'likely'),
    message,
    sites: [site],
    sources: sources.pinning,
    fix: { kind: 'automatic', effort: 'minutes', summary: fixes.pinning },
    group: message,
    backend: 'mps',
  }
}
