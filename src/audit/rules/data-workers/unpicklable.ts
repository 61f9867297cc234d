import { lineageOf, type TracedClass } from '../../../trace/definition.ts'
import type { CallSeen } from '../../../trace/observation.ts'
import type { Module } from '../../../trace/trace.ts'
import type { Expression } from '../../../trace/syntax.ts'
import { unparse } from '../../../trace/unparse.ts'
import { options, type Value } from '../../../trace/value.ts'
import { isTrue, passedTo } from '../../observations/call-arguments.ts'
import { certaintyOf, isLive, seen } from '../../observations/seen.ts'
import { argumentSite, declarationSite, type SiteInRole, useSite } from '../../observations/sites.ts'
import { groupBy } from '../../group-by.ts'
import { memoized } from '../../memoized.ts'
import type { AuditContext, Draft } from '../../rule.ts'
import { fixBy } from '../../finding/fix-by.ts'
import { noWorkersOnMetal } from './edits.ts'
import { fixes, messages, sources } from './prose.ts'

/** A loader with workers whose data set cannot be sent to them: for a lambda that it holds, or since a notebook defines it. */
export function ofDataSet(call: CallSeen, context: AuditContext): Draft[] {
  const workers = call.keywords.get('num_workers')
  const data = passedTo(call, 'dataset', 0)
  if (!workers || !data || !options(workers.value).some(isTrue) || call.keywords.has('multiprocessing_context'))
    return []
  const held = lambdasIn(call, data.value, context)
  const isOfNotebook = call.module.notebook && isDefinedIn(call, data.value)
  if (held.length === 0 && !isOfNotebook) return []
  return [
    {
      effect: 'blocks',
      certainty: certaintyOf(call, 'likely'),
      message: held.length > 0 ? messages.held : messages.notebook,
      subject: { kind: 'setting', name: 'num_workers' },
      sites: [argumentSite(call, workers.argument)],
      causes: held,
      sources: sources.spawn,
      fix: fixBy(noWorkersOnMetal(call, workers, context), {
        effort: 'minutes',
        summary: held.length > 0 ? fixes.held : fixes.notebook,
      }),
      group: held.length > 0 ? 'held' : 'notebook',
    },
  ]
}

/** Whether a data set is of a class that the notebook around defines: a worker does not have its cells. */
function isDefinedIn({ module }: CallSeen, data: Value): boolean {
  return options(data).some((own) => own.kind === 'object' && own.class.module === module)
}

/** Most places that are named as where a lambda comes from: a file may make any number of them. */
const MOST_HELD = 5

/** Where lambdas get into a data set: as an attribute of its own, of the object that is passed, or in its transforms. */
function lambdasIn({ module, node }: CallSeen, data: Value, context: AuditContext): readonly SiteInRole[] {
  const { byClass, byObject, given, transforms } = lambdasHeld(context)
  const classes = new Set(options(data).flatMap((own) => (own.kind === 'object' ? [...lineageOf(own.class)] : [])))
  const first = node.arguments.find(({ name }) => name === undefined || name === 'dataset')?.value
  const kept = [
    ...[...classes].flatMap((own) => byClass.get(own)?.slice(0, MOST_HELD) ?? []),
    ...(first === undefined ? [] : (byObject.get(objectIn(module, first))?.slice(0, MOST_HELD) ?? [])),
  ]
  return [
    ...[...new Set(kept)].slice(0, MOST_HELD).map((own) => declarationSite(own, own.node)),
    ...[...classes].flatMap((own) => given.get(own)?.slice(0, MOST_HELD) ?? []),
    ...(transforms.get(module) ?? []).slice(0, MOST_HELD).map((made) => useSite(made)),
  ]
}

/** The lambdas that live code keeps, by the class in whose methods, by the object as whose attribute, and those made transforms. */
const lambdasHeld = memoized((context: AuditContext) => {
  const kept = seen(context, 'assignment').filter((own) => isLive(own) && options(own.value).some(isLambda))
  const made = seen(context, 'call', /(?:^|\.)transforms(?:\.v2)?(?:\.transforms)?\.(?:Lambda|Compose)$/).filter(
    (call) => isLive(call) && call.positional[0] !== undefined && holdsLambda(call.positional[0].value),
  )
  return {
    byClass: groupBy(kept, ({ target, function: around }) => (target.startsWith('self.') ? around?.owner : undefined)),
    byObject: groupBy(kept, ({ module, node: { targets } }) => {
      const [target] = targets
      return target?.kind === 'attribute' ? objectIn(module, target.object) : undefined
    }),
    given: givenLambdas(context),
    transforms: groupBy(made, ({ module }) => module),
  }
})

/** The lambdas that are passed for a data set to keep, by its class: `Images(root, transform=lambda image: image / 255)`. */
function givenLambdas(context: AuditContext): ReadonlyMap<TracedClass, readonly SiteInRole[]> {
  const found = new Map<TracedClass, SiteInRole[]>()
  for (const call of seen(context, 'call', { given: 'transform' }, { given: 'target_transform' })) {
    const passed = ['transform', 'target_transform'].flatMap((name) => call.keywords.get(name) ?? [])
    const first = passed.find(({ value }) => isLambda(value))
    for (const option of first && isLive(call) && call.callee ? options(call.callee) : [])
      if (first && option.kind === 'class')
        found.set(option.class, [
          ...(found.get(option.class) ?? []).slice(0, MOST_HELD),
          argumentSite(call, first.argument),
        ])
  }
  return found
}

/** An object as a module writes it: `data` of `data.get_labels`. */
function objectIn({ path }: Module, object: Expression): string {
  return `${path}\0${unparse(object)}`
}

/** Whether it is a lambda, or a list with one: `Compose([ToTensor(), lambda image: image / 2])`. */
function holdsLambda(value: Value): boolean {
  return value.kind === 'collection' ? value.items.some(isLambda) : isLambda(value)
}

function isLambda(value: Value): boolean {
  return value.kind === 'function' && value.function.kind === 'lambda'
}
