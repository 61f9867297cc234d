/** Losses, which keep their weights as buffers: these go where the loss goes. */
import type { Instance } from '../trace/value.ts'

export const LOSS = /^torch\.nn\.\w+Loss$/

/** Notes that a loss is moved, in place, as every module is; its weights keep their number type. */
export function noteMoved({ of, fields }: Instance, method: string): void {
  if (!LOSS.test(of) || !/^(?:to|cuda)$/.test(method)) return
  for (const [name, weight] of fields) {
    if (weight.kind !== 'tensor') continue
    const { unplaced: _, device: __, ...moved } = weight
    fields.set(name, moved)
  }
}
