import type { Expression, Name } from '../../trace/syntax.ts'

/**
 * What PyTorch is called where a qualified name is written out: `th` in `th.cuda.amp.autocast` for
 * `torch.cuda.amp.autocast`. Undefined where the code has another name for it, such as one imported by itself.
 */
export function torchIn(node: Expression, qualified: string): Name | undefined {
  const [, ...parts] = qualified.split('.')
  let inner = node
  for (const part of parts.toReversed()) {
    if (inner.kind !== 'attribute' || inner.name !== part) return undefined
    inner = inner.object
  }
  return inner.kind === 'name' ? inner : undefined
}
