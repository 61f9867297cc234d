import type { AssignmentSeen, DecisionSeen, OptionSeen } from '../../../trace/observation.ts'
import type { Expression } from '../../../trace/syntax.ts'
import type { Module } from '../../../trace/trace.ts'
import { unparse } from '../../../trace/unparse.ts'
import { handedOnAs } from '../../devices/kept-comparisons.ts'
import { takenBack } from '../../devices/taken-back.ts'
import { groupBy } from '../../group-by.ts'
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
  const asked = [unparse(decision.test), ...flags.map(({ node }) => unparseValue(node))].join('\n').slice(0, TEXT_LIMIT)
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

/** The options for CUDA that a test asks for by their names. */
export function optionsAskedFor(test: Expression, module: Module, context: AuditContext): readonly SiteInRole[] {
  return optionsIn(unparse(test).slice(0, TEXT_LIMIT), module, context)
}

/** Longest text of conditions that is looked at for options. */
const TEXT_LIMIT = 2000

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

/** What names an option that is about CUDA where its value is asked for: `args.no_cuda`, `opt["cuda"]`. */
const ABOUT_CUDA = /[.'"](\w{0,30}cuda\w{0,30})\b/gi

function optionsIn(asked: string, module: Module, context: AuditContext): readonly SiteInRole[] {
  const names = new Set(Array.from(asked.matchAll(ABOUT_CUDA), ([, name]) => name))
  const options = names.size === 0 ? [] : (optionsByFolder(context).get(folderOf(module.path)) ?? [])
  return options.filter(({ name }) => names.has(name)).flatMap(nameOf)
}

const optionsByFolder = memoized((context: AuditContext) =>
  groupBy(seen(context, 'option'), ({ module }) => folderOf(module.path)),
)

function nameOf(option: OptionSeen): readonly SiteInRole[] {
  const named = option.node.arguments.find(({ value }) => value.kind === 'string' && /^-.*cuda/i.test(value.value))
  return named ? [declarationSite(option, named)] : []
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1)
}
