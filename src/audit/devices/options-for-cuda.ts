import type { OptionSeen } from '../../trace/observation.ts'
import type { Expression } from '../../trace/syntax.ts'
import type { Module } from '../../trace/trace.ts'
import { unparse } from '../../trace/unparse.ts'
import { groupBy } from '../group-by.ts'
import { memoized } from '../memoized.ts'
import { joinedWith } from '../reachability/joined-modules.ts'
import { seen } from '../observations/seen.ts'
import { declarationSite, type SiteInRole } from '../observations/sites.ts'
import type { AuditContext } from '../rule.ts'

/** The options for CUDA that a test asks for by their names. */
export function optionsAskedFor(test: Expression, module: Module, context: AuditContext): readonly SiteInRole[] {
  return optionsIn(unparse(test), module, context)
}

/** Longest text of conditions that is looked at for options. */
const TEXT_LIMIT = 2000

/** What names an option that is about CUDA where its value is asked for: `args.no_cuda`, `opt["cuda"]`, and what it is handed on as. */
const ABOUT_CUDA = /(?<!\btorch\.)\b(\w{0,30}cuda\w{0,30})\b(?!\.)/gi

/** The options for CUDA that a text of conditions names. */
export function optionsIn(text: string, module: Module, context: AuditContext): readonly SiteInRole[] {
  const names = new Set(Array.from(text.slice(0, TEXT_LIMIT).matchAll(ABOUT_CUDA), ([, name = '']) => name))
  if (names.size === 0) return []
  const inFolder = optionsByFolder(context).get(folderOf(module.path)) ?? []
  const near = nearestOf(inFolder, (name) => names.has(name), module).flatMap(nameOf)
  return near.length > 0 ? near : [...names].flatMap((name) => joinedOptions(name, module, context)).flatMap(nameOf)
}

/** The options of a name, which a module does not set by itself, that programs declare which it is joined with by imports. */
function joinedOptions(name: string, module: Module, context: AuditContext): readonly OptionSeen[] {
  if (setIn(context).get(module)?.has(name)) return []
  const joined = joinedWith(module, context)
  return (optionsByName(context).get(name) ?? []).filter((option) => joinedWith(option.module, context) === joined)
}

/** The options of some names among those of a folder: where a program has its own, those of the programs beside it are others. */
export function nearestOf(
  options: readonly OptionSeen[],
  isAsked: (name: string) => boolean,
  module: Module,
): readonly OptionSeen[] {
  const asked = options.filter(({ name }) => isAsked(name))
  const own = asked.filter((option) => option.module === module)
  return own.length > 0 ? own : asked
}

/** The plain names that each module sets. */
const setIn = memoized((context: AuditContext): ReadonlyMap<Module, ReadonlySet<string>> => {
  const named = groupBy(seen(context, 'assignment'), ({ module }) => module)
  return new Map([...named].map(([module, all]) => [module, new Set(all.map(({ target }) => target))]))
})

const optionsByName = memoized((context: AuditContext) => groupBy(seen(context, 'option'), ({ name }) => name))

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
