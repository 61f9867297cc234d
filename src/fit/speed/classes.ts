import type { Machine } from '../machine.ts'
import type { Model } from '../model.ts'
import type { Runtime } from '../../report/fit.ts'

/** By what ranges differ: kinds of work that are predicted about equally well, the most particular first. */
export function classesOf(
  kind: 'decode' | 'prefill',
  { machine, model, runtime }: { readonly machine: Machine; readonly model: Model; readonly runtime: Runtime },
): readonly string[] {
  const cards = machine.count > 1 ? 'several' : 'one'
  const body = model.architecture?.experts === undefined ? 'dense' : 'experts'
  return [`${kind} ${runtime} ${body} ${cards}`]
}
