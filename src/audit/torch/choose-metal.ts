/** Edits by which code asks for Metal and does what it did wherever there is none. */
import { codeAt } from '../../trace/site.ts'
import type { Expression, Span } from '../../trace/syntax.ts'
import { cudaText } from '../devices/device-text.ts'
import { type Editable, editAt, insertAt } from '../finding/edit-at.ts'
import type { Edits } from '../finding/fix-by.ts'
import type { AuditContext } from '../rule.ts'
import { metalTestAt, whyAsked } from './metal-test.ts'
import type { Position } from './torch-name.ts'

/** Where an expression stands: code that can be edited, and the function around it, in which PyTorch has a name. */
type Around = Editable & Omit<Position, 'at'>

/**
 * `"mps" if torch.backends.mps.is_available() else ` before an expression that stands by itself: as an argument, as what is
 * assigned or returned, or as the last part of a choice.
 * @param metal what is to be had on Metal, as Python
 * @param beside what is asked beside it, as Python
 */
export function chooseMetal(
  context: AuditContext,
  around: Around,
  expression: Span,
  metal: string,
  beside: readonly string[] = [],
): Edits {
  const test = metalTestAt(context, { ...around, at: expression.at })
  if (!test) return [undefined]
  const why = `Where there is Metal this is ${metal}, and elsewhere what it was.`
  const about = { safety: test.safety, why: whyAsked(context, why) }
  const asked = [test.code, ...beside].join(' and ')
  return [insertAt(around, expression.at, `${metal} if ${asked} else `, about)]
}

/** `"mps"` in the quotes of a text that stands for another device. */
export function metalInQuotesOf(around: Editable, text: Span): string {
  return inQuotesOf(around, text, '"mps"')
}

/** A text in double quotes, in those of another one. */
function inQuotesOf({ module }: Editable, { at, end }: Span, text: string): string {
  return codeAt({ module, at, end })?.endsWith("'") ? text.replaceAll('"', "'") : text
}

/** The same for what has to be written outright, as a text, to be known as the whole of what is meant; also within `torch.device`. */
export function chooseMetalForText(
  context: AuditContext,
  around: Around,
  expression: Expression | undefined,
  metal: string,
): Edits {
  const text = expression && (cudaText(expression) ?? (expression.kind === 'string' ? expression : undefined))
  return text ? chooseMetal(context, around, text, inQuotesOf(around, text, metal)) : [undefined]
}

/** The same for an expression that is a part of another one. */
export function chooseMetalWithin(
  context: AuditContext,
  around: Around,
  expression: Span,
  metal: string,
  beside: readonly string[] = [],
): Edits {
  const [before] = chooseMetal(context, around, expression, metal, beside)
  if (!before) return [undefined]
  const { safety, why } = before
  const after = insertAt(around, expression.end, ')', { safety, why })
  return [{ ...before, text: `(${before.text}` }, after]
}

/** `True`, written outright as an argument, becomes a test that fails on Metal alone. */
export function trueUnlessMetal(context: AuditContext, around: Around, argument: Expression): Edits {
  if (argument.kind !== 'constant' || argument.value !== true) return [undefined]
  const test = metalTestAt(context, { ...around, at: argument.at })
  const about = {
    safety: test?.safety ?? 'suggested',
    why: whyAsked(context, 'This is off where there is Metal, and elsewhere as it was.'),
  }
  return [test && editAt(around, argument, test.denied, about)]
}
