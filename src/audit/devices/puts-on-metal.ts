/** Whether a program puts anything on Metal. */
import type { Module } from '../../trace/trace.ts'
import { deviceName, options } from '../../trace/value.ts'
import { passedTo } from '../observations/call-arguments.ts'
import { isForMac } from '../observations/live-calls.ts'
import { seen } from '../observations/seen.ts'
import { memoized } from '../memoized.ts'
import { takesMetal } from './takes-metal.ts'
import type { AuditContext } from '../rule.ts'

/**
 * Whether the program chooses Metal somewhere, names it where it places something, `sam.to("mps")`, `f(device="mps")`, or
 * leaves that to a framework.
 */
export const putsOnMetal = memoized(
  (context: AuditContext): boolean =>
    context.traits.choosesMetal ||
    takesMetal(context) ||
    seen(context, 'call', '.to', { given: 'device' }, { given: 'device_map' }).some((call) => {
      const device = passedTo(call, 'device', call.name === '.to' ? 0 : undefined) ?? call.keywords.get('device_map')
      return device !== undefined && options(device.value).some((own) => deviceName(own) === 'mps') && isForMac(call)
    }),
)

/** The modules that choose between CUDA and the CPU, and nowhere ask for Metal: what they make is on the CPU of a Mac, whatever others do. */
export const staysOffMetal = memoized((context: AuditContext): ReadonlySet<Module> => {
  const decisions = seen(context, 'decision')
  const found = decisions.filter(
    ({ basis, chosen, live }) =>
      live !== 'no' &&
      basis.some(({ fact }) => fact === 'cuda') &&
      chosen !== undefined &&
      deviceName(chosen) === 'cpu',
  )
  const asking = new Set(
    decisions
      .filter(({ basis, module }) => basis.some(({ fact, place }) => fact === 'mps' && place.module === module))
      .map(({ module }) => module),
  )
  return new Set(found.map(({ module }) => module).filter((module) => !asking.has(module)))
})
