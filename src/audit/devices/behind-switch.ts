/** Code that a program comes to only where it is asked for by a switch that is off: `--gpu` with `action="store_true"`. */
import type { Observation, OptionSeen } from '../../trace/observation.ts'
import type { Expression } from '../../trace/syntax.ts'
import { groupBy } from '../group-by.ts'
import { memoized } from '../memoized.ts'
import { seen } from '../observations/seen.ts'
import type { AuditContext } from '../rule.ts'

/** Whether one of the conditions around code, of which nothing else is known, is such a switch. */
export function isBehindSwitch({ guards, module }: Observation, context: AuditContext): boolean {
  const switches = switchesByFolder(context).get(folderOf(module.path))
  if (!switches) return false
  const isOff = (name: string): boolean => switches.some((option) => option.name === name)
  return guards.some(({ test, side, value }) => value === undefined && side && conjuncts(test).some(isOff))
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
