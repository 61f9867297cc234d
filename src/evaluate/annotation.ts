import type { Expression } from '../project/python/tree.ts'
import type { Value } from '../trace/value.ts'
import type { Frame } from './frame.ts'

/** Tables of numbers. */
const FRAME = /^(?:pandas\.(?:DataFrame|Series)|xarray\.(?:DataArray|Dataset))$/

/** What an annotation alone tells: `np.ndarray` is an array of unknown dtype. */
export function annotatedValue(annotation: Expression | undefined, unseen: Frame): Value | undefined {
  if (!annotation) return undefined
  const type = unseen.engine.evaluate(annotation, unseen)
  if (type.kind === 'class') return { kind: 'object', class: type.class }
  if (type.kind !== 'external') return undefined
  if (type.name === 'numpy.ndarray') return { kind: 'tensor', library: 'numpy' }
  if (FRAME.test(type.name)) return { kind: 'instance', of: type.name, fields: new Map() }
  return type.name === 'torch.Tensor' ? { kind: 'tensor', library: 'torch' } : undefined
}
