/** Whether a program puts anything on Metal. */
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
