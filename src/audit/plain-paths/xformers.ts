/** A way around xFormers' attention for where it cannot be installed, in plain PyTorch. */
import type { CallSeen, ImportSeen } from '../../trace/observation.ts'
import type { Edits } from '../finding/fix-by.ts'
import { groupBy } from '../group-by.ts'
import { memoized } from '../memoized.ts'
import { seen } from '../observations/seen.ts'
import type { AuditContext } from '../rule.ts'
import { torchNameAt } from '../torch/torch-name.ts'
import { torchIsBefore } from '../torch/torch-version.ts'
import { guardImport, oneNameOf } from './import-guard.ts'

/** `scaled_dot_product_attention` takes `scale` from here on. */
const SINCE = '2.1'

const FUNCTION = 'memory_efficient_attention'
const MODULES = /^xformers\.ops(?:\.fmha)?$/
const KEYWORDS: readonly string[] = ['query', 'key', 'value', 'attn_bias', 'p', 'scale']

const WHY =
  'Where xFormers cannot be imported the same attention is computed by PyTorch, which has the heads before the sequence and not behind it.'

/**
 * `try:` around `from xformers.ops import memory_efficient_attention`, with a function of the same name otherwise; none where
 * a call is given a mask that only xFormers knows, or something else that is not a tensor for sure.
 */
export function withoutXformers(call: CallSeen, context: AuditContext): Edits {
  const imported = importsOfXformers(context).get(call.module) ?? []
  const [only, ...others] = imported
  const one = only && oneNameOf(only)
  if (!only || !one || others.length > 0 || one.name !== FUNCTION || !MODULES.test(one.from)) return []
  const torch = torchNameAt(context, { module: call.module, at: only.node.at })
  const calls = callsOfXformers(context).get(call.module) ?? []
  if (!torch || torchIsBefore(context, SINCE) || !calls.every(isTaken)) return []
  return [guardImport(only, attention(one.local, torch), WHY)]
}

/** Whether a call has no more arguments than the function that stands in for it: a bias is a tensor where nothing else is imported. */
function isTaken({ name, node }: CallSeen): boolean {
  return (
    name.endsWith(`.${FUNCTION}`) &&
    node.arguments.length <= KEYWORDS.length &&
    node.arguments.every(
      (given) => given.star === undefined && (given.name === undefined || KEYWORDS.includes(given.name)),
    )
  )
}

/** Three dimensions are one head; four have the sequence before the heads. */
function attention(name: string, torch: string): readonly string[] {
  return [
    '',
    `def ${name}(query, key, value, attn_bias=None, p=0.0, scale=None):`,
    `    attend = ${torch}.nn.functional.scaled_dot_product_attention`,
    '    if query.ndim == 3:',
    '        return attend(query, key, value, attn_mask=attn_bias, dropout_p=p, scale=scale)',
    '    query, key, value = (x.transpose(1, 2) for x in (query, key, value))',
    '    return attend(query, key, value, attn_mask=attn_bias, dropout_p=p, scale=scale).transpose(1, 2)',
  ]
}

const importsOfXformers = memoized((context: AuditContext): ReadonlyMap<ImportSeen['module'], readonly ImportSeen[]> =>
  groupBy(seen(context, 'import', 'xformers'), ({ module }) => module),
)

const callsOfXformers = memoized((context: AuditContext) =>
  groupBy(
    seen(context, 'call', (name) => name.startsWith('xformers.')),
    ({ module }) => module,
  ),
)
