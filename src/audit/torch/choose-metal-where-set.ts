import type { AssignmentSeen, CallSeen } from '../../trace/observation.ts'
import type { Place } from '../../trace/place.ts'
import { options, type Value } from '../../trace/value.ts'
import type { Module } from '../../trace/trace.ts'
import type { Expression } from '../../trace/syntax.ts'
import { cudaText } from '../devices/device-text.ts'
import type { Edits } from '../finding/fix-by.ts'
import { memoized } from '../memoized.ts'
import { seen } from '../observations/seen.ts'
import type { AuditContext } from '../rule.ts'
import { chooseMetalForText } from './choose-metal.ts'

/** Where something is decided: an assignment or the making of a device, and the text that says what it is. */
interface Decided {
  readonly by: AssignmentSeen | CallSeen
  readonly text: Expression
}

/**
 * The choice for Metal where a text was given to a name, `DEVICE = "cuda"`, or made a device, `torch.device("cuda")`: all
 * that uses it follows.
 */
export function chooseMetalWhereSet(context: AuditContext, value: Value, metal: string): Edits {
  return options(value).flatMap(({ origin }) => {
    const found = origin && decidedAt(context, origin)
    const isWhole = found !== undefined && found.text.end === origin?.end
    return isWhole ? chooseMetalForText(context, found.by, found.text, metal) : [undefined]
  })
}

/** What is decided by a text that begins at a place. */
export function decidedAt(context: AuditContext, { module, at }: Pick<Place, 'module' | 'at'>): Decided | undefined {
  return decidedIn(context).get(module)?.get(at)
}

/** The texts that are given, or that a dictionary which is given has in it: most of what is given is none, and is not kept. */
function textsIn(value: Expression): readonly Expression[] {
  if (value.kind === 'mapping') return value.entries.flatMap((entry) => (isText(entry.value) ? [entry.value] : []))
  return isText(value) ? [value] : NO_TEXTS
}

const NO_TEXTS: readonly Expression[] = []

/** Whether `chooseMetalForText` can do something with it. */
function isText(value: Expression): boolean {
  return value.kind === 'string' || cudaText(value) !== undefined
}

/** Decisions by their modules and by where their texts begin. */
const decidedIn = memoized((context: AuditContext): ReadonlyMap<Module, Map<number, Decided>> => {
  const found = new Map<Module, Map<number, Decided>>()
  const decided = [
    ...seen(context, 'assignment').flatMap((by) =>
      by.node.value ? textsIn(by.node.value).map((text) => ({ by, text })) : [],
    ),
    // What the project's own functions are given, or a dictionary.
    ...context.index.byKind.call.flatMap((by) => {
      const isHeld =
        by.callee !== undefined || /^(?:builtins\.dict|types\.SimpleNamespace|argparse\.Namespace)$/.test(by.name)
      return isHeld ? by.node.arguments.flatMap(({ value }) => textsIn(value).map((text) => ({ by, text }))) : []
    }),
    ...seen(context, 'call', 'torch.device').flatMap((by) => {
      const [only, ...others] = by.node.arguments
      return only && others.length === 0 && isText(only.value) ? [{ by, text: only.value }] : []
    }),
  ]
  for (const one of decided) {
    const own = found.get(one.by.module) ?? new Map<number, Decided>()
    found.set(one.by.module, own)
    own.set(one.text.at, one)
  }
  return found
})
