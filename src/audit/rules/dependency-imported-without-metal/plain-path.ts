/** A way around flash-attn for where it cannot be installed, in plain PyTorch. */
import type { CallSeen, ImportSeen } from '../../../trace/observation.ts'
import { codeAt, indentationAt, lineEndBehind, restOfLine } from '../../../trace/site.ts'
import { editAt } from '../../finding/edit-at.ts'
import type { Edits } from '../../finding/fix-by.ts'
import { seen } from '../../observations/seen.ts'
import type { AuditContext } from '../../rule.ts'
import { torchNameAt } from '../../torch/torch-name.ts'
import { torchIsBefore } from '../../torch/torch-version.ts'
import { whyPlain } from './prose.ts'

/** `scaled_dot_product_attention` takes `scale` from here on. */
const SINCE = '2.1'

/** The function for which there is one, and what of its arguments that takes. */
const FUNCTION = 'flash_attn_func'
const MODULES = /^flash_attn(?:\.flash_attn_interface)?$/
const KEYWORDS: readonly string[] = ['q', 'k', 'v', 'dropout_p', 'softmax_scale', 'causal']

/**
 * `try:` around `from flash_attn import flash_attn_func`, with a function of the same name otherwise. Where queries are fewer
 * than keys, flash-attn aligns a causal mask to the bottom right (2.1 and later), PyTorch by itself to the top left.
 */
export function plainAttention(imported: ImportSeen, context: AuditContext): Edits {
  const { module, node, function: around, guards } = imported
  const [only, ...others] = node.kind === 'import-from' ? node.names : []
  const torch = torchNameAt(context, { module, at: node.at })
  const isOwnLine =
    around === undefined && guards.length === 0 && indentationAt({ module, at: node.at }) === '' && isLast(imported)
  const text = codeAt({ module, at: node.at, end: node.end })
  if (only?.name !== FUNCTION || others.length > 0 || !isOwnLine || !torch || text === undefined) return []
  const isPlain = node.kind === 'import-from' && node.level === 0 && MODULES.test(node.module)
  if (!isPlain || torchIsBefore(context, SINCE) || !callsOf(imported, context).every(isTaken)) return []
  const lines = ['try:', `    ${text}`, 'except ImportError:', ...functionCalled(only.alias ?? only.name, torch)]
  return [
    editAt(imported, { at: node.at, end: node.end }, lines.join(lineEndBehind({ module, at: node.at })), {
      safety: 'suggested',
      why: whyPlain,
    }),
  ]
}

function isLast({ module, node }: ImportSeen): boolean {
  return /^\s*(?:#.*)?$/.test(codeAt(restOfLine({ module, at: node.end, end: node.end })) ?? '-')
}

function callsOf({ module }: ImportSeen, context: AuditContext): readonly CallSeen[] {
  return seen(context, 'call', (name) => name.startsWith('flash_attn')).filter((call) => call.module === module)
}

/** Whether a call has no more arguments than the function that stands in for it. */
function isTaken({ name, node }: CallSeen): boolean {
  return (
    name.endsWith(`.${FUNCTION}`) &&
    node.arguments.length <= KEYWORDS.length &&
    node.arguments.every(
      (given) => given.star === undefined && (given.name === undefined || KEYWORDS.includes(given.name)),
    )
  )
}

function functionCalled(name: string, torch: string): readonly string[] {
  return [
    '',
    `    def ${name}(q, k, v, dropout_p=0.0, softmax_scale=None, causal=False):`,
    '        q, k, v = (x.transpose(1, 2) for x in (q, k, v))',
    '        rows, columns = q.shape[2], k.shape[2]',
    `        mask = ${torch}.ones(rows, columns, dtype=${torch}.bool, device=q.device).tril(columns - rows) if causal else None`,
    `        attend = ${torch}.nn.functional.scaled_dot_product_attention`,
    '        return attend(q, k, v, attn_mask=mask, dropout_p=dropout_p, scale=softmax_scale).transpose(1, 2)',
  ]
}
