/** A way around Apex's mixed precision for where Apex cannot be imported: full precision, as with `enabled=False`. */
import type { AssignmentSeen, CallSeen, ImportSeen } from '../../trace/observation.ts'
import { codeAt, indentationAt, lineEndBehind, restOfLine, siteOfPlace } from '../../trace/site.ts'
import type { Expression, Span } from '../../trace/syntax.ts'
import { unparse } from '../../trace/unparse.ts'
import { type Editable, insertAt } from '../finding/edit-at.ts'
import type { Edits } from '../finding/fix-by.ts'
import { memoized } from '../memoized.ts'
import { seen } from '../observations/seen.ts'
import type { AuditContext } from '../rule.ts'
import { guardImport, type OneName } from './import-guard.ts'

/** Words of lines that ask for it. */
export const AMP_WORDS: readonly string[] = ['amp', 'scale_loss', 'master_params']

const about = {
  safety: 'suggested',
  why: 'Where Apex cannot be imported the program computes in full precision, which takes more memory; with Apex nothing changes.',
} as const

/** `amp = None` without Apex, and what calls it asks for that first; undefined stands for a call that cannot. */
export function withoutAmp(
  imported: ImportSeen,
  { local }: OneName,
  calls: readonly CallSeen[],
  context: AuditContext,
): Edits {
  const isThere = `${local} is not None`
  const loss = nullContext(imported, context)
  const uses = calls.flatMap((call): Edits => {
    switch (call.name) {
      case 'apex.amp.initialize':
        return handsBack(call, context) ? onlyIf(call, setBy(call, context), isThere) : [undefined]
      case 'apex.amp.load_state_dict':
        return onlyIf(call, call.node, isThere)
      case 'apex.amp.scale_loss':
        return call.with
          ? orElse(
              call,
              isThere,
              withText(call, 'loss', (text) => `${loss.name}(${text})`),
            )
          : [undefined]
      case 'apex.amp.master_params':
        return orElse(call, isThere, withText(call, 'optimizer', parametersOf))
      case 'apex.amp.state_dict':
        return orElse(call, isThere, '{}')
      default:
        return [undefined]
    }
  })
  const needsContext = calls.some(({ name }) => name === 'apex.amp.scale_loss')
  return [guardImport(imported, [`${local} = None`], about.why), ...(needsContext ? loss.added : []), ...uses]
}

/** Whether what is set is just what the call is given: without Apex it stays what it is. */
function handsBack(call: CallSeen, context: AuditContext): boolean {
  const target = setBy(call, context)?.targets
  const [only, ...others] = target ?? []
  const given = [argumentOf(call, 0, 'models'), argumentOf(call, 1, 'optimizers')].filter((each) => each !== undefined)
  return (
    only !== undefined && others.length === 0 && given.length > 0 && partsOf(only) === given.map(unparse).join(', ')
  )
}

function partsOf(target: Expression): string {
  return (target.kind === 'sequence' ? target.items : [target]).map(unparse).join(', ')
}

function argumentOf({ node }: CallSeen, position: number, keyword: string): Expression | undefined {
  const named = node.arguments.find(({ name }) => name === keyword)
  const placed = node.arguments[position]
  return (named ?? (placed?.name === undefined && placed?.star === undefined ? placed : undefined))?.value
}

/** Python made of the first argument of a call. */
function withText(call: CallSeen, keyword: string, put: (text: string) => string): string | undefined {
  const given = argumentOf(call, 0, keyword)
  return given && put(unparse(given))
}

function parametersOf(optimizer: string): string {
  return `(p for group in ${optimizer}.param_groups for p in group["params"])`
}

/** `if amp is not None:` before a statement that is alone on its lines. */
function onlyIf(call: Editable, statement: Span | undefined, test: string): Edits {
  if (!statement) return [undefined]
  const { module } = call
  const indentation = indentationAt({ module, at: statement.at })
  const isAlone = /^\s*(?:#.*)?$/.test(codeAt(restOfLine({ module, at: statement.end, end: statement.end })) ?? '-')
  if (indentation === undefined || !isAlone) return [undefined]
  const unit = indentation.includes('\t') ? '\t' : indentation.length % 4 === 2 ? '  ' : '    '
  const head = `if ${test}:${lineEndBehind({ module, at: statement.at })}${indentation}${unit}`
  return [
    insertAt(call, statement.at, head, about),
    ...linesWithin(call, statement).map((at) => insertAt(call, at, unit, about)),
  ]
}

/** Where the further lines of a statement begin. */
function linesWithin({ module }: Editable, { at, end }: Span): readonly number[] {
  const found: number[] = []
  const length = lineEndBehind({ module, at }).length
  for (let next = restOfLine({ module, at, end: at }).end + length; next < end;) {
    found.push(next)
    next = restOfLine({ module, at: next, end: next }).end + length
  }
  return found
}

/** `… if amp is not None else …` in place of a call, in brackets where it is a part of something. */
function orElse(call: CallSeen, test: string, otherwise: string | undefined): Edits {
  const { module, node } = call
  if (otherwise === undefined) return [undefined]
  const line = node.at - siteOfPlace({ module, ...node }).column + 1
  const before = codeAt({ module, at: line, end: node.at }) ?? ''
  const behind = codeAt(restOfLine({ module, at: node.end, end: node.end })) ?? ''
  const isWhole = call.with !== undefined || (/[=(:,]\s*$/.test(before) && /^\s*(?:[,)}]|#|$)/.test(behind))
  const choice = ` if ${test} else ${otherwise}`
  return isWhole
    ? [insertAt(call, node.end, choice, about)]
    : [insertAt(call, node.at, '(', about), insertAt(call, node.end, `${choice})`, about)]
}

const setBy = (call: CallSeen, context: AuditContext): AssignmentSeen['node'] | undefined =>
  assignmentsByValue(context).get(call.node)

const assignmentsByValue = memoized(
  (context: AuditContext) =>
    new Map<Expression, AssignmentSeen['node']>(
      seen(context, 'assignment').flatMap(({ node }) =>
        node.value?.kind === 'call' ? [[node.value, node] as const] : [],
      ),
    ),
)

/** What `contextlib.nullcontext` goes by in a module, with the import of it where there is none. */
function nullContext({ module }: ImportSeen, context: AuditContext): { readonly name: string; readonly added: Edits } {
  const imports = seen(context, 'import').filter((each) => each.module === module && each.function === undefined)
  const known = imports.find(({ top, node }) => top === 'contextlib' && node.end > 0)?.node
  if (known?.kind === 'import') return { name: 'contextlib.nullcontext', added: [] }
  const own = known?.names.find(({ name }) => name === 'nullcontext')
  if (own) return { name: own.alias ?? own.name, added: [] }
  const next = placeOfImport(imports)
  const line = next && lineEndBehind({ module, at: next.node.at })
  const isLine = next && indentationAt({ module, at: next.node.at }) === ''
  return {
    name: 'nullcontext',
    added: [
      next && isLine ? insertAt(next, next.node.at, `from contextlib import nullcontext${line}`, about) : undefined,
    ],
  }
}

/** The import before which one of `contextlib` stands best: in the first block, in the order of names. */
function placeOfImport(imports: readonly ImportSeen[]): ImportSeen | undefined {
  const all = imports.filter(({ guards, caught, top }) => guards.length + caught.length === 0 && top !== '__future__')
  const lines = all.map(({ module, node }) => siteOfPlace({ module, at: node.at, end: node.end }))
  const end = lines.findIndex(({ line }, index) => index > 0 && line > (lines[index - 1]?.endLine ?? 0) + 1)
  const block = all.slice(0, end < 0 ? undefined : end)
  return block.find(({ node, top }) => node.kind === 'import-from' && top > 'contextlib') ?? all[0]
}
