import type { AssignmentSeen, DecisionSeen } from '../../../trace/observation.ts'
import { unparse } from '../../../trace/unparse.ts'
import { handedOnAs } from '../../devices/kept-comparisons.ts'
import { optionsIn } from '../../devices/options-for-cuda.ts'
import { takenBack } from '../../devices/taken-back.ts'
import { memoized } from '../../memoized.ts'
import { innermost, nestedSpans } from '../../observations/nested-spans.ts'
import { seen } from '../../observations/seen.ts'
import { argumentSite, declarationSite, type SiteInRole } from '../../observations/sites.ts'
import type { AuditContext } from '../../rule.ts'

/**
 * What else of the program has a part in a choice between CUDA and the CPU, and changes with it: the flag in which it is kept
 * whether there is CUDA, the option of the command line by which the flag is set, and CUDA's name that the choice takes back.
 */
export function partsOf(decision: DecisionSeen, context: AuditContext): readonly SiteInRole[] {
  const flags = flagsOf(decision, context)
  const asked = [unparse(decision.test), ...flags.map(({ node }) => unparseValue(node))].join('\n')
  return [
    ...flags.map((flag) => declarationSite(flag, flag.node)),
    ...flags.flatMap((flag) => handedOnForCuda(flag, context)),
    ...optionsIn(asked, decision.module, context),
    ...takenBack(decision, context).map((given) => declarationSite(given, given.node)),
  ]
}

/** `Encoder(use_cuda=self.use_cuda)`: what it is handed on as is for CUDA alone too. */
function handedOnForCuda({ module, node }: AssignmentSeen, context: AuditContext): readonly SiteInRole[] {
  const [flag] = node.targets
  const handed = flag ? handedOnAs(unparse(flag), module, context) : []
  return handed.flatMap(({ call, argument }) =>
    /cuda/i.test(argument.name ?? '') ? [argumentSite(call, argument)] : [],
  )
}

function unparseValue({ value }: AssignmentSeen['node']): string {
  return value ? unparse(value) : ''
}

/** `use_cuda = torch.cuda.is_available()` in the module of a choice that asks for `use_cuda`. */
function flagsOf({ module, node, basis }: DecisionSeen, context: AuditContext): readonly AssignmentSeen[] {
  const found = basis.flatMap(({ fact, place }) => {
    const isElsewhere = fact === 'cuda' && place.module === module && (place.at < node.at || place.at >= node.end)
    return isElsewhere ? (innermost(assignmentsIn(context), place)?.of ?? []) : []
  })
  return [...new Set(found)]
}

const assignmentsIn = memoized((context: AuditContext) =>
  nestedSpans(
    seen(context, 'assignment').map((given) => ({
      place: { module: given.module, at: given.node.at, end: given.node.end },
      of: given,
    })),
  ),
)
