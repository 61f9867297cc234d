import { lineageOf, type TracedClass } from '../../../trace/definition.ts'
import type { CallSeen } from '../../../trace/observation.ts'
import { takesMetal } from '../../devices/takes-metal.ts'
import { memoized } from '../../memoized.ts'
import { isTrue, textOf } from '../../observations/call-arguments.ts'
import { liveCalls } from '../../observations/live-calls.ts'
import type { AuditContext } from '../../rule.ts'

/** What moves the networks and the batches of the loaders that it is given. */
const MOVERS =
  /^(?:(?:pytorch_lightning|lightning)\.(?:\w+\.)*Trainer|lightning(?:_fabric)?\.(?:\w+\.)*Fabric|accelerate\.(?:\w+\.)*Accelerator)$/

/** Takes a GPU in any release, where Lightning before 2.0 took the CPU unless it was told. */
const MOVES_BY_ITSELF = /\.Accelerator$/

/** Whether Lightning or Accelerate moves what the program makes, to the GPU unless told otherwise. */
export const movesByFramework = memoized((context: AuditContext): boolean => {
  const movers = liveCalls(context, MOVERS)
  const isOnGpu = (mover: CallSeen): boolean =>
    !isToldCpu(mover) && (MOVES_BY_ITSELF.test(mover.name) || mover.keywords.has('accelerator') || takesMetal(context))
  return movers.length > 0 ? movers.some(isOnGpu) : context.trace.classes.some(isOfLightning)
})

/** Whether a class is a module of Lightning's, which its trainer moves. */
export const isLightningModule = memoized((own: TracedClass): boolean => [...lineageOf(own)].some(isOfLightning))

function isToldCpu({ keywords }: CallSeen): boolean {
  return textOf(keywords.get('accelerator')?.value) === 'cpu' || isTrue(keywords.get('cpu')?.value)
}

function isOfLightning({ bases }: TracedClass): boolean {
  return bases.some((base) => base.kind === 'external' && /(?:^|\.)Lightning(?:Data)?Module$/.test(base.name))
}
