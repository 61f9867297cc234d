import type { FallbackSeen } from '../../../trace/observation.ts'
import type { Certainty } from '../../../report/report.ts'
import { isTaken } from '../../devices/cuda-literals.ts'
import { cudaText } from '../../devices/device-text.ts'
import { asUsersAllow } from '../../devices/device-uses.ts'
import type { Edits } from '../../finding/fix-by.ts'
import { certaintyOf } from '../../observations/seen.ts'
import { originsOf, writtenSite } from '../../observations/written-sites.ts'
import { isAlwaysPassed } from '../../reachability/parameters-passed.ts'
import type { AuditContext, Draft } from '../../rule.ts'
import { draft } from './draft.ts'
import { isDeviceName, isInDeclaration } from './of-device.ts'
import { messages } from './prose.ts'
import { chooseMetal, chooseMetalWithin, metalInQuotesOf } from '../../torch/choose-metal.ts'

/** What is told of `args.device or "cuda"`; `mended` are the names of what is replaced by the CPU where there is no CUDA. */
export function ofFallback(fallback: FallbackSeen, context: AuditContext, mended: ReadonlySet<string>): Draft[] {
  const { name, value } = fallback
  const isKnown = isPutSomewhere(fallback, context)
  if (!isKnown && (!isDeviceName(name) || mended.has(name))) return []
  const origins = originsOf(value).filter((origin) => !isInDeclaration(origin, context))
  const sites = origins.map((origin) => writtenSite(origin, context))
  if (sites.length === 0) return []
  const edits = metalUnlessGiven(fallback, context)
  const found = draft(fallback, 'blocks', messages.fallback(name), sites, [], edits)
  return [{ ...found, certainty: certaintyOfFallback(fallback, context) }]
}

/** How certain it is that what is taken for want of something else is put to use: `args.device or "cuda"`. */
function certaintyOfFallback(fallback: FallbackSeen, context: AuditContext): Certainty {
  const { function: around, module, root } = fallback
  const parameter = around?.parameters.find(({ name }) => name === root)
  // Nothing in the project comes to it where every call gives something; what is called from elsewhere may.
  if (around && parameter && isAlwaysPassed(context, parameter, { owner: around.name, module })) return 'possible'
  return certaintyOf(fallback, isPutSomewhere(fallback, context) ? 'likely' : 'possible')
}

/** Whether a library is given the device that is written there. */
function isPutSomewhere({ value }: FallbackSeen, context: AuditContext): boolean {
  return originsOf(value).some((origin) => isTaken(origin, context))
}

/** Metal in place of CUDA where nobody gives anything. */
function metalUnlessGiven(fallback: FallbackSeen, context: AuditContext): Edits {
  const text = cudaText(fallback.written)
  if (!text) return []
  const choose = text === fallback.written ? chooseMetalWithin : chooseMetal
  const chosen = choose(context, fallback, text, metalInQuotesOf(fallback, text))
  return asUsersAllow(context, { module: fallback.module, at: text.at }, chosen)
}
