/** Code that a program comes to only where it is asked for by a switch that is off: `--gpu` with `action="store_true"`. */
import type { Observation, OptionSeen } from '../../trace/observation.ts'
import type { Expression } from '../../trace/syntax.ts'
import { groupBy } from '../group-by.ts'
import { memoized } from '../memoized.ts'
import { seen } from '../observations/seen.ts'
import type { AuditContext } from '../rule.ts'

/** The name of such a switch in one of the conditions around code of which nothing else is known; undefined where there is none. */
export function switchBefore({ guards, module }: Observation, context: AuditContext): string | undefined {
  const switches = switchesByFolder(context).get(folderOf(module.path)) ?? []
  const open = guards.filter(({ side, value }) => value === undefined && side)
  return open.flatMap(({ test }) => conjuncts(test)).find((name) => switches.some((option) => option.name === name))
}

const switchesByFolder = memoized((context: AuditContext) =>
  groupBy(seen(context, 'option').filter(isOffByDefault), ({ module }) => folderOf(module.path)),
)

/** `action="store_true"`, unless it is on all the same. */
function isOffByDefault(option: OptionSeen): boolean {
  const { default: given, node } = option
  if (given && !(given.kind === 'constant' && (given.value === false || given.value === null))) return false
  return node.arguments.some(
    ({ name, value }) =>
      (name === 'action' && value.kind === 'string' && value.value === 'store_true') ||
      (name === 'is_flag' && value.kind === 'constant' && value.value === true),
  )
}

/** The names of the attributes that all have to be true: `gpu` and `train` of `args.gpu and args.train`. */
function conjuncts(test: Expression): readonly string[] {
  if (test.kind === 'boolean' && test.operator === 'and') return [...conjuncts(test.left), ...conjuncts(test.right)]
  if (test.kind === 'name') return [test.id]
  return test.kind === 'attribute' ? [test.name] : []
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1)
}
