import type { CallSeen, Guard } from '../../../trace/observation.ts'
import { cudaGuardOf, isForCuda, isInCudaClass } from '../../devices/cuda-only.ts'
import { metalAwareness } from '../../devices/metal-awareness.ts'
import { liveCalls } from '../../observations/live-calls.ts'
import { seen } from '../../observations/seen.ts'
import { guardSite, useSite } from '../../observations/sites.ts'
import { needsSeveralGpus, needsSeveralProcesses } from '../../reachability/several-processes.ts'
import type { AuditContext, Draft } from '../../rule.ts'
import { fixes, messages, sources } from './prose.ts'

/**
 * A default that only machines with CUDA get: `if torch.cuda.is_available(): torch.set_default_tensor_type(...)`. On a Mac
 * everything is made on the CPU.
 */
export function setForCuda(context: AuditContext, isOfCuda: (call: CallSeen) => boolean): Draft[] {
  const aware = metalAwareness(context)
  // What sets a device for every machine has its say on a Mac.
  const settled = new Set(liveCalls(context, 'torch.set_default_device').map(({ module }) => module))
  return seen(context, 'call', 'torch.set_default_tensor_type', 'torch.set_default_device').flatMap((call) => {
    const guard = isOfCuda(call) ? cudaGuardOf(call) : undefined
    if (!guard || !isAllThatKeeps(call) || aware(call) || settled.has(call.module) || isInCudaClass(call)) return []
    return needsSeveralGpus(call) || needsSeveralProcesses(call) ? [] : [draft(call, guard)]
  })
}

/** Whether tests for CUDA, of the machine or by an option, are all that keeps a Mac from the code. */
function isAllThatKeeps({ guards }: CallSeen): boolean {
  return guards.every((other) => isForCuda(other) || other.value === undefined || other.value === other.side)
}

function draft(call: CallSeen, guard: Guard): Draft {
  return {
    effect: 'ignores-gpu',
    certainty: 'likely',
    // Of a switch it is not known whether it is on: what it asks for is CUDA, whatever machine it is.
    message: guard.value === undefined ? messages.bySwitch : messages.onCudaOnly,
    subject: { kind: 'device', value: 'cuda' },
    sites: [guardSite(guard.place, guard.test), useSite(call)],
    sources,
    fix: { kind: 'manual', effort: 'minutes', summary: fixes.byDefault },
    group: `on cuda only:${call.function?.name ?? '<module>'}`,
  }
}
