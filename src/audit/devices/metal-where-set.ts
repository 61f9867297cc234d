import { options, type Value } from '../../trace/value.ts'
import type { Edits } from '../finding/fix-by.ts'
import type { AuditContext } from '../rule.ts'
import { chooseMetalWhereSet } from '../torch/choose-metal-where-set.ts'
import { asUsersAllow } from './device-uses.ts'

/** Metal where CUDA is decided for, `DEVICE = "cuda"`, as far as all that is given the device can do with it. */
export function metalWhereSet(value: Value, context: AuditContext): Edits {
  const places = options(value).flatMap(({ origin }) => origin ?? [])
  return places.reduce<Edits>(
    (edits, place) => asUsersAllow(context, place, edits),
    chooseMetalWhereSet(context, value, '"mps"'),
  )
}
