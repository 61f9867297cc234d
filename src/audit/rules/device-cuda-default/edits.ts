import type { CallSeen, DefaultSeen, OfferSeen, OptionSeen } from '../../../trace/observation.ts'
import type { Expression } from '../../../trace/syntax.ts'
import { asUsersAllow } from '../../devices/device-uses.ts'
import { insertAt } from '../../finding/edit-at.ts'
import type { Edits } from '../../finding/fix-by.ts'
import type { AuditContext } from '../../rule.ts'
import { cudaText } from '../../devices/device-text.ts'
import { chooseMetalForText, metalInQuotesOf } from '../../torch/choose-metal.ts'
import { whyOffered } from './prose.ts'

/** A default that is Metal where there is Metal, for the code that is given it. */
export function metalByDefault(
  observation: DefaultSeen | OptionSeen | CallSeen,
  written: Expression | undefined,
  context: AuditContext,
): Edits {
  if (!written) return []
  const text = cudaText(written) ?? written
  const edits = chooseMetalForText(context, observation, text, '"mps"')
  return asUsersAllow(context, { module: observation.module, at: text.at }, edits)
}

/** Metal among the devices that an option offers: who does not ask for it gets what they got. */
export function metalOffered(option: OptionSeen | OfferSeen, choices: Expression): Edits {
  const last = choices.kind === 'sequence' ? choices.items.at(-1) : undefined
  return [last && insertAt(option, last.end, `, ${metalInQuotesOf(option, last)}`, { safety: 'safe', why: whyOffered })]
}
