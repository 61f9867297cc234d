import type { CallSeen, DecisionSeen, Guard, Observation } from '../../../trace/observation.ts'
import type { Expression } from '../../../trace/syntax.ts'
import { unparse } from '../../../trace/unparse.ts'
import type { Module } from '../../../trace/trace.ts'
import { adviceForGuardedUse } from '../../devices/in-scope/advice.ts'
import { deviceName, options } from '../../../trace/value.ts'
import { callsNamingCuda } from '../../devices/calls-naming-cuda.ts'
import { deviceArguments, isOnlyCuda } from '../../devices/device-arguments.ts'
import { cudaGuardOf, isInCudaClass } from '../../devices/cuda-only.ts'
import { howItStops } from '../../devices/refusals.ts'
import { reachOfModule } from '../../reachability/reach.ts'
import type { Certainty } from '../../../report/report.ts'
import type { AuditContext, Draft } from '../../rule.ts'
import { certaintyOf, isLive, seen } from '../../observations/seen.ts'
import { guardSite, useSite } from '../../observations/sites.ts'
import { needsSeveralGpus, needsSeveralProcesses } from '../../reachability/several-processes.ts'
import { fixBy } from '../../finding/fix-by.ts'
import { movedWhereMetal } from './edits-of-moves.ts'
import { messages, sources } from './prose.ts'
import { optionsAskedFor } from '../../devices/options-for-cuda.ts'
import { joinedWith } from '../../reachability/joined-modules.ts'
import { partsOf } from './asking.ts'

/** Moves to the GPU that only a test for CUDA lets happen: `if torch.cuda.is_available(): model = model.cuda()`. */
export function movesForCuda(context: AuditContext, aware: (observation: Observation) => boolean): Draft[] {
  const decisions = new Map(
    seen(context, 'decision')
      .filter(isLive)
      .map((decision) => [placeKey(decision.module, decision.test.at), decision]),
  )
  const called = [...callsNamingCuda(context), ...seen(context, 'call', '.to').filter(isToMetal)].filter(
    ({ name, callee }) => name === '.cuda' || name === '.to' || (!callee && name.startsWith('torch.')),
  )
  const found = called.flatMap((call): Move[] => {
    const guard = movesToCuda(call) ? cudaGuardOf(call) : undefined
    if (!guard || isMeantForCuda(call, guard) || aware(call)) return []
    // What a test for CUDA lets be made there may be a trial; what a switch does is what somebody asks for.
    if (!/^\.(?:cuda|to)$/.test(call.name) && guard.value !== undefined) return []
    const decision = decisions.get(placeKey(guard.place.module, guard.place.at))
    return isLive(call) || (decision && isReached(call, guard))
      ? [{ call, isSwitch: guard.value === undefined, draft: draft(call, guard, decision, context) }]
      : []
  })
  return together(found, context)
}

interface Move {
  readonly call: CallSeen
  /** Whether a switch of the program's own is before it: who does not ask for the GPU stays without, wherever that is. */
  readonly isSwitch: boolean
  readonly draft: Draft
}

/** What moves a network is left to people where they have to see to what moves its batches: half of it raises where neither did. */
function together(moves: readonly Move[], context: AuditContext): Draft[] {
  const left = new Set(
    moves
      .filter(({ isSwitch, draft: { fix } }) => !isSwitch && fix?.kind === 'manual')
      .map(({ call }) => joinedWith(call.module, context)),
  )
  return moves.map(({ call, isSwitch, draft: own }) => {
    const { fix } = own
    if (isSwitch || !fix || !left.has(joinedWith(call.module, context))) return own
    return { ...own, fix: { kind: 'manual', effort: fix.effort, summary: fix.summary } }
  })
}

/** `.to(device)` of the device that the program has chosen, which is Metal's on a Mac, where only CUDA lets that happen. */
function isToMetal(call: CallSeen): boolean {
  return (
    !isLive(call) && deviceArguments(call).some(({ value }) => options(value).every((own) => deviceName(own) === 'mps'))
  )
}

/** `.cuda()`, `.to("cuda")`, or a tensor that is made there, with the name in it. */
function movesToCuda(call: CallSeen): boolean {
  if (call.name === '.cuda' || (call.name === '.to' && isToMetal(call))) return true
  if (call.name === 'torch.device') return false
  return deviceArguments(call).some(({ value }) => isOnlyCuda(value))
}

/** Whether the code would not be for Metal either: tests, classes about CUDA, runs over several GPUs, branches beside Metal's. */
function isMeantForCuda(call: CallSeen, guard: Guard): boolean {
  if (reachOfModule(call.module) === 'test' || isInCudaClass(call)) return true
  if (needsSeveralGpus(call) || needsSeveralProcesses(call)) return true
  const test = unparse(guard.test)
  // A comparison of a device is told by device/cuda-only-branch; the moves behind it follow from that device.
  return (
    guard.basis.some(({ fact, name }) => fact === 'mps' || (fact === 'device' && name !== 'is_cuda')) ||
    /mps|metal|darwin|nccl|is_cuda|device(?!_count)/i.test(test)
  )
}

/** Whether the test for CUDA is all that keeps a Mac from the code. */
function isReached({ guards }: CallSeen, guard: Guard): boolean {
  return guards.every((other) => other === guard || other.value === undefined || other.value === other.side)
}

function placeKey({ path }: Module, at: number): string {
  return `${path}\0${at}`
}

/** Whether a switch is all of which it is not known whether it lets the code run. */
function isAllOpen({ guards }: CallSeen, guard: Guard): boolean {
  return guard.value === undefined && guards.every((other) => other === guard || other.value !== undefined)
}

/** One of the two sides of a switch runs, and neither uses the GPU. */
function ofSwitch(call: CallSeen): Certainty {
  return certaintyOf(call) === 'possible' ? 'possible' : 'likely'
}

function certaintyOfMove(call: CallSeen, guard: Guard, decision: DecisionSeen | undefined): Certainty {
  if (isAllOpen(call, guard)) return ofSwitch(call)
  return asksForMore(guard.test) ? 'possible' : certaintyOf(decision ?? call, 'likely')
}

/** `if args.quantize and torch.cuda.is_available()`, as opposed to a switch for the GPU itself: without it something else is done. */
function asksForMore(test: Expression): boolean {
  if (test.kind === 'boolean') return test.operator === 'and' && (asksForMore(test.left) || asksForMore(test.right))
  return (test.kind === 'name' || test.kind === 'attribute') && !/cuda|gpu|devi|accel/i.test(unparse(test))
}

function draft(call: CallSeen, guard: Guard, decision: DecisionSeen | undefined, context: AuditContext): Draft {
  return {
    effect: 'ignores-gpu',
    certainty: certaintyOfMove(call, guard, decision),
    message:
      guard.value === undefined
        ? messages.movesBySwitch
        : decision && howItStops(decision)
          ? messages.stopped
          : messages.moves,
    subject: { kind: 'device', value: 'cuda' },
    sites: [
      guardSite(guard.place, guard.test),
      useSite(call),
      ...(decision ? partsOf(decision, context) : optionsAskedFor(guard.test, guard.place.module, context)),
    ],
    sources,
    fix: fixBy(movedWhereMetal(call, guard, context), {
      effort: 'minutes',
      summary: adviceForGuardedUse(context, call),
    }),
    group: `moves:${call.function?.name ?? '<module>'}:${guard.value}`,
  }
}
