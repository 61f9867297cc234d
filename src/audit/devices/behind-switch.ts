/** Code that a program comes to only where it is asked for by a switch: `--gpu`, `--use_gpu 1`. */
import type { Guard, Observation, OptionSeen } from '../../trace/observation.ts'
import type { Expression } from '../../trace/syntax.ts'
import { unparse } from '../../trace/unparse.ts'
import type { Value } from '../../trace/value.ts'
import { groupBy } from '../group-by.ts'
import { memoized } from '../memoized.ts'
import { seen } from '../observations/seen.ts'
import { nearestOf } from './options-for-cuda.ts'
import type { AuditContext } from '../rule.ts'

/** What a switch for the GPU is called by itself: not what counts GPUs or names one. */
const FOR_GPU = /^(?:(?:use|using|on|with|enable|run|run_on|is|is_on|to)_?)?gpu$/i

/**
 * Whether code is behind a switch for the GPU that is off, or of which nothing is known: then nothing of the program is on the
 * GPU without it. An option that is on by default is no such switch.
 */
export function isBehindGpuSwitch({ guards, module }: Observation, context: AuditContext): boolean {
  const options = optionsByFolder(context).get(folderOf(module.path)) ?? []
  const open = guards.filter(({ side, value, basis }) => value === undefined && side && basis.length === 0)
  if (guards.some(asksForNumber)) return true
  return open
    .flatMap(({ test }) => conjuncts(test))
    .some((name) => {
      const own = nearestOf(options, (each) => each === name, module)
      return own.length > 0 ? own.every(isOff) && /gpu|cuda|device/i.test(name) : FOR_GPU.test(name)
    })
}

/** `if gpu is None: return` before the code, of a GPU that nobody names by default. */
function asksForNumber({ unlessAsked, test }: Guard): boolean {
  return unlessAsked === true && test.kind === 'comparison' && /cuda|gpu|device/i.test(unparse(test.left))
}

const optionsByFolder = memoized((context: AuditContext) =>
  groupBy(seen(context, 'option'), ({ module }) => folderOf(module.path)),
)

/** A switch that nobody has to give, and that is off then: `action="store_true"`, `type=int, default=0`. */
function isOff({ default: given, node }: OptionSeen): boolean {
  if (given) return isNothing(given)
  return node.arguments.some(
    ({ name, value }) =>
      (name === 'action' && value.kind === 'string' && value.value === 'store_true') ||
      (name === 'is_flag' && value.kind === 'constant' && value.value === true),
  )
}

function isNothing(value: Value): boolean {
  return value.kind === 'constant' && (value.value === false || value.value === null || value.value === 0)
}

/** The names that all have to be true: `gpu` and `train` of `args.gpu and config["train"]`. */
function conjuncts(test: Expression): readonly string[] {
  if (test.kind === 'boolean' && test.operator === 'and') return [...conjuncts(test.left), ...conjuncts(test.right)]
  if (test.kind === 'name') return [test.id]
  if (test.kind === 'subscript') return test.index.flatMap((key) => (key.kind === 'string' ? [key.value] : []))
  return test.kind === 'attribute' ? [test.name] : []
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1)
}
