import type { CallSeen, NoneSeen } from '../../../trace/observation.ts'
import { isCaught } from '../../devices/exceptions.ts'
import { isForMac } from '../../observations/live-calls.ts'
import { certaintyOf, seen } from '../../observations/seen.ts'
import { nameSite, useSite } from '../../observations/sites.ts'
import type { AuditContext, Draft } from '../../rule.ts'
import { askFirst, askHowMany, counts, messages, noneSources } from './prose.ts'

/** What takes a text or a number and no None. */
const TAKES_SOME =
  /^(?:builtins\.(?:int|float|len)|packaging\.version\.(?:parse|Version)|pkg_resources\.parse_version|(?:distutils\.version\.|setuptools\._distutils\.version\.)?(?:Loose|Strict)Version|os\.path\.(?:join|exists|isdir|isfile)|pathlib\.Path)$/

interface Use {
  readonly observation: CallSeen | NoneSeen
  readonly name: string
  readonly exception: string
}

/** `torch.version.cuda.split(".")`, `int(torch.version.cuda)`: uses of what is None in a build without CUDA. */
export function usesOfNone(context: AuditContext): readonly Draft[] {
  const used = seen(context, 'none').map((observation): Use => ({ observation, ...observation }))
  const given = seen(context, 'call', TAKES_SOME).flatMap((observation): readonly Use[] => {
    const name = ofNone(observation)
    return name === undefined ? [] : [{ observation, name, exception: 'TypeError' }]
  })
  return [...used, ...given].filter(({ observation }) => isForMac(observation)).map(draftOf)
}

/** What a call is given first, where that is None for want of CUDA. */
function ofNone({ positional: [first] }: CallSeen): string | undefined {
  if (first?.value.kind !== 'constant' || first.value.value !== null) return undefined
  const [asked] = first.value.basis ?? []
  return asked?.fact === 'cuda' ? asked.name : undefined
}

function draftOf({ observation, name, exception }: Use): Draft {
  const caught = isCaught(observation, exception)
  const isEmpty = exception === 'IndexError'
  return {
    effect: caught ? 'info' : 'blocks',
    certainty: certaintyOf(observation),
    message: isEmpty
      ? caught
        ? messages.ofEmptyCaught
        : messages.ofEmpty
      : (caught ? messages.ofNoneCaught : messages.ofNone)(name, exception),
    subject: { kind: 'call', name, exception },
    sites: [observation.kind === 'call' ? useSite(observation) : nameSite(observation, observation.node)],
    sources: isEmpty ? counts : noneSources,
    fix: { kind: 'manual', effort: 'minutes', summary: isEmpty ? askHowMany : askFirst(name) },
    group: `none:${name}`,
  }
}
