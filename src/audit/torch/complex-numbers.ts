import type { CallSeen } from '../../evaluate/observation.ts'
import type { Expression } from '../../project/python/tree.ts'

/** Longest function whose text is searched for products, in characters. */
const TEXT_LIMIT = 20_000

/** How values become complex. */
const MAKES_COMPLEX = String.raw`\s*=\s*\(?\s*\w+\.(?:view_as_complex|polar|complex)\(`

/**
 * Whether a method is called on a factor of complex numbers, of which nothing else is known: as rotary embeddings do, the
 * code around it multiplies it with what it has just made complex, and repeats or cuts it to fit.
 */
export function isComplexFactor(call: CallSeen): boolean {
  const factor = nameOf(call.node.callee.kind === 'attribute' ? call.node.callee.object : undefined)
  const around = call.function?.definition
  if (factor === undefined || around?.kind !== 'function' || around.end - around.at > TEXT_LIMIT) return false
  const text = call.module.file.text.slice(around.at, around.end)
  if (!/complex|polar/.test(text)) return false
  const products = text.matchAll(/\b(\w{1,80}) ?\* ?(\w{1,80})\b/g)
  return [...products].some(
    ([, left = '', right = '']) =>
      (right === factor && isMadeComplex(left, text)) || (left === factor && isMadeComplex(right, text)),
  )
}

function isMadeComplex(name: string, text: string): boolean {
  return new RegExp(String.raw`\b${name}${MAKES_COMPLEX}`).test(text)
}

function nameOf(node: Expression | undefined): string | undefined {
  return node?.kind === 'name' ? node.id : undefined
}
