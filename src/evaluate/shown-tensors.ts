/** Methods that only tensors of PyTorch have: what they are called on is one, whoever made it. */
import type { Tensor } from '../trace/value.ts'
import type { Arguments } from './arguments.ts'

/** Casts that neither arrays nor modules have, by the type that they give. */
const CASTS: ReadonlyMap<string, string> = new Map([
  ['long', 'int64'],
  ['int', 'int32'],
  ['short', 'int16'],
  ['byte', 'uint8'],
  ['bool', 'bool'],
])

/** What gives numbers of the type that there was. */
const SHOWS = /^(?:unsqueeze|unsqueeze_|masked_fill|masked_fill_|expand|expand_as|index_select|permute)$/

/** What a method of something that nobody knows gives, when that shows it to be a tensor. */
export function tensorByMethod(method: string, passed: Arguments): Tensor | undefined {
  const dtype = passed.positional.length === 0 ? CASTS.get(method) : undefined
  if (dtype === undefined && !SHOWS.test(method)) return undefined
  const dimensions = method === 'permute' ? dimensionsListed(passed) : undefined
  return {
    kind: 'tensor',
    library: 'torch',
    ...(dtype === undefined ? {} : { dtype }),
    ...(dimensions === undefined ? {} : { dimensions }),
  }
}

/** How many dimensions are listed, one by one or as a whole: `x.permute(0, 2, 3, 1)`, `x.view((n, -1))`. */
export function dimensionsListed({ positional, open }: Arguments): number | undefined {
  const [first, ...others] = positional
  if (open || !first) return undefined
  if (first.value.kind === 'collection' && others.length === 0)
    return first.value.anyNumber ? undefined : first.value.items.length
  if (first.argument.value.kind === 'wrapped') return undefined
  // One by itself may be the size as a whole.
  return others.length > 0 || first.argument.value.kind === 'number' ? positional.length : undefined
}
