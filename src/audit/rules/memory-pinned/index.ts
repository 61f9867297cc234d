import type { CallSeen } from '../../../trace/observation.ts'
import type { Expression } from '../../../trace/syntax.ts'
import { unparse } from '../../../trace/unparse.ts'
import { isCaught } from '../../devices/exceptions.ts'
import { destinationOfCall, mindsMetal } from '../../devices/destination.ts'
import { type Edits, fixBy } from '../../finding/fix-by.ts'
import { lastAssignedTo } from '../../observations/assigned.ts'
import { liveCalls } from '../../observations/live-calls.ts'
import { isTrue, type Passed } from '../../observations/call-arguments.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { certaintyOf } from '../../observations/seen.ts'
import { trueUnlessMetal } from '../../torch/choose-metal.ts'
import { argumentSite, declarationSite, type SiteInRole, useSite } from '../../observations/sites.ts'
import { originsOf, writtenSite } from '../../observations/written-sites.ts'
import { torchIsBefore } from '../../torch/torch-version.ts'
import { fixes, messages, sources, title } from './prose.ts'

/** Memory pinned for copies to a CUDA device, and copies that nobody waits for. */
export const rule = {
  code: 'memory/pinned',
  title,
  words: { strong: ['pin', 'non_blocking', 'mps'], weak: ['DataLoader', 'device'] },
  find: (context) =>
    liveCalls(context, '.pin_memory', { given: 'pin_memory' }, { given: 'non_blocking' }).flatMap((call) =>
      mindsMetal(call) ? [] : [...ofPinning(call, context), ...ofWaiting(call, context)],
    ),
} satisfies Rule

/** What is asked for: by a method of a tensor, and by an argument. */
const PIN_MEMORY: Draft['subject'] = { kind: 'call', name: 'torch.Tensor.pin_memory' }
const PINNED: Draft['subject'] = { kind: 'setting', name: 'pin_memory', value: 'true' }

/** The release whose build for macOS is the first with an allocator for pinned memory. */
const PINS_SINCE = '2.14.0'

function ofPinning(call: CallSeen, context: AuditContext): Draft[] {
  const raises = torchIsBefore(context, PINS_SINCE)
  if (call.name === '.pin_memory') {
    if (isProjectMethod(call) || isCaught(call, 'RuntimeError')) return []
    return raises ? [blocking(call, messages.method, PIN_MEMORY, useSite(call), [])] : []
  }
  const pinned = call.keywords.get('pin_memory')
  if (!pinned || call.callee) return []
  const isLoader = call.name.endsWith('DataLoader')
  if (isLoader && (isTrue(pinned.value) || isUnlessCpu(pinned.argument.value))) return [ofLoader(call, pinned, context)]
  return isTrue(pinned.value) && raises && call.name.startsWith('torch.')
    ? [
        blocking(
          call,
          messages.factory,
          PINNED,
          argumentSite(call, pinned.argument),
          trueUnlessMetal(context, call, pinned.argument.value),
        ),
      ]
    : []
}

/** A method of that name on one of the project's own objects, such as a batch. */
function isProjectMethod({ receiver, callee }: CallSeen): boolean {
  return callee !== undefined || receiver?.kind === 'object' || receiver?.kind === 'class'
}

/** `pin_memory=device.type != "cpu"`: so it is on Metal, too. */
function isUnlessCpu(node: Expression): boolean {
  return node.kind === 'comparison' && /^(?:device|\w+\.device|.*\.type|str\(.*\)) != 'cpu'$/.test(unparse(node))
}

function ofLoader(call: CallSeen, pinned: Passed, context: AuditContext): Draft {
  const written = originsOf(pinned.value).filter(({ module, at }) => module !== call.module || at < pinned.argument.at)
  return {
    effect: 'degrades',
    certainty: certaintyOf(call),
    message: messages.loader,
    subject: PINNED,
    sites: [argumentSite(call, pinned.argument), ...written.map((origin) => writtenSite(origin, context))],
    sources: sources.loader,
    fix: fixBy(written.length > 0 ? [] : trueUnlessMetal(context, call, pinned.argument.value), {
      effort: 'minutes',
      summary: fixes.loader,
    }),
    group: 'loader',
  }
}

/** `.to(device, non_blocking=True)`: what it copies from may be gone before the copy is made. */
function ofWaiting(call: CallSeen, context: AuditContext): Draft[] {
  const given = call.keywords.get('non_blocking')
  if (call.name !== '.to' || !given || isKept(call.node.callee)) return []
  const chosen = isTrue(given.value) ? undefined : unlessCpu(given, call, context)
  if (!chosen && !isTrue(given.value)) return []
  const destination = destinationOfCall(call)
  if (destination === undefined || destination === 'cpu') return []
  return [
    {
      effect: 'wrong-results',
      certainty: 'possible',
      message: messages.waiting,
      subject: { kind: 'setting', name: 'non_blocking', value: 'true' },
      sites: [chosen ?? argumentSite(call, given.argument)],
      sources: sources.waiting,
      fix: fixBy(chosen ? [] : trueUnlessMetal(context, call, given.argument.value), {
        effort: 'minutes',
        summary: fixes.waiting,
      }),
      group: 'non-blocking',
      backend: 'mps',
    },
  ]
}

/** `prev["features"].to(device)`: what holds the source goes on holding it while it is copied. */
function isKept(callee: Expression): boolean {
  return callee.kind === 'attribute' && callee.object.kind === 'subscript' && callee.object.index[0]?.kind === 'string'
}

/** Where it is decided that a copy is not waited for unless it is to the CPU: `non_blocking = device.type != "cpu"`. */
function unlessCpu({ argument }: Passed, call: CallSeen, context: AuditContext): SiteInRole | undefined {
  if (argument.value.kind !== 'name') return isUnlessCpu(argument.value) ? argumentSite(call, argument) : undefined
  const chosen = lastAssignedTo(argument.value.id, call, context)
  return chosen?.node.value && isUnlessCpu(chosen.node.value) ? declarationSite(call, chosen.node) : undefined
}

function blocking(call: CallSeen, message: string, subject: Draft['subject'], site: SiteInRole, edits: Edits): Draft {
  return {
    effect: 'blocks',
    certainty: certaintyOf(call, 'likely'),
    message,
    subject,
    sites: [site],
    sources: sources.pinning,
    fix: fixBy(edits, { effort: 'minutes', summary: call.name === '.pin_memory' ? fixes.method : fixes.pinning }),
    group: message,
    backend: 'mps',
  }
}
