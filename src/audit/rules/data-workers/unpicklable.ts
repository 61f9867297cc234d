import { lineageOf } from '../../../trace/definition.ts'
import type { CallSeen } from '../../../trace/observation.ts'
import type { Expression } from '../../../trace/syntax.ts'
import { unparse } from '../../../trace/unparse.ts'
import { options, type Value } from '../../../trace/value.ts'
import { isTrue, passedTo } from '../../observations/call-arguments.ts'
import { certaintyOf, isLive, seen } from '../../observations/seen.ts'
import { argumentSite, declarationSite, type SiteInRole, useSite } from '../../observations/sites.ts'
import type { AuditContext, Draft } from '../../rule.ts'
import { fixes, messages, sources } from './prose.ts'

/** A loader with workers whose data set cannot be sent to them: for a lambda that it holds, or since a notebook defines it. */
export function ofDataSet(call: CallSeen, context: AuditContext): Draft[] {
  const workers = call.keywords.get('num_workers')
  const data = passedTo(call, 'dataset', 0)
  if (!workers || !data || !isTrue(workers.value) || call.keywords.has('multiprocessing_context')) return []
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
      fix: { kind: 'manual', effort: 'minutes', summary: held.length > 0 ? fixes.held : fixes.notebook },
      group: held.length > 0 ? 'held' : 'notebook',
    },
  ]
}

/** Whether a data set is of a class that the notebook around defines: a worker does not have its cells. */
function isDefinedIn({ module }: CallSeen, data: Value): boolean {
  return options(data).some((own) => own.kind === 'object' && own.class.module === module)
}

/** Where lambdas get into a data set: as an attribute of its own, of the object that is passed, or in its transforms. */
function lambdasIn({ module, node }: CallSeen, data: Value, context: AuditContext): readonly SiteInRole[] {
  const classes = new Set(options(data).flatMap((own) => (own.kind === 'object' ? [...lineageOf(own.class)] : [])))
  const first = node.arguments.find(({ name }) => name === undefined || name === 'dataset')?.value
  const assigned = seen(context, 'assignment').filter((assignment) => {
    const {
      target,
      value,
      node: { targets },
      function: around,
    } = assignment
    if (!isLive(assignment) || !options(value).some(isLambda)) return false
    const isOwn = target.startsWith('self.') && around?.owner !== undefined && classes.has(around.owner)
    return isOwn || (assignment.module === module && first !== undefined && targets.some((own) => isPartOf(own, first)))
  })
  const transforms = seen(context, 'call', /(?:^|\.)transforms(?:\.v2)?\.Lambda$/).filter(
    (made) =>
      made.module === module && isLive(made) && made.positional[0] !== undefined && isLambda(made.positional[0].value),
  )
  return [...assigned.map((own) => declarationSite(own, own.node)), ...transforms.map((made) => useSite(made))]
}

/** `data.get_labels` of `data`. */
function isPartOf(target: Expression, whole: Expression): boolean {
  return target.kind === 'attribute' && unparse(target.object) === unparse(whole)
}

function isLambda(value: Value): boolean {
  return value.kind === 'function' && value.function.kind === 'lambda'
}
