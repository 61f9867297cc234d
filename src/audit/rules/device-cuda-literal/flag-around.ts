import type { CallSeen } from '../../../trace/observation.ts'
import { unparse } from '../../../trace/unparse.ts'
import { optionsAskedFor } from '../../devices/options-for-cuda.ts'
import { guardSite, type SiteInRole } from '../../observations/sites.ts'
import type { AuditContext } from '../../rule.ts'

/** The flag that lets something be put on CUDA, and the option by which it is set: `if args.use_cuda: model.cuda()`. */
export function flagAround({ guards, module }: CallSeen, context: AuditContext): readonly SiteInRole[] {
  const flag = guards.findLast(
    ({ test, side, value, basis }) =>
      side &&
      value !== false &&
      basis.length === 0 &&
      (test.kind === 'name' || test.kind === 'attribute') &&
      /cuda/i.test(unparse(test)),
  )
  return flag ? [guardSite(flag.place, flag.test), ...optionsAskedFor(flag.test, module, context)] : []
}
