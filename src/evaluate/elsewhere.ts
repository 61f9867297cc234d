/** Code that a service runs on machines of its own, wherever the program is started. */
import type { Basis } from '../trace/place.ts'
import type { Expression } from '../trace/syntax.ts'
import { type Frame, placeOf } from './frame.ts'
import { silent } from './function.ts'

/** What sends a function, or the methods of a class, to such machines: `@app.function(gpu="A10G")` of such an object. */
const SENDERS = /^modal\.(?:App|Stub)$/
const SENDS = /^(?:function|cls)$/

/** Why what bears these decorators is not run on the machine itself; undefined where nothing sends it elsewhere. */
export function sentElsewhere(decorators: readonly Expression[], frame: Frame): readonly Basis[] | undefined {
  for (const decorator of decorators) {
    const made = decorator.kind === 'call' ? decorator.callee : decorator
    if (made.kind !== 'attribute' || !SENDS.test(made.name)) continue
    const value = frame.engine.evaluate(made.object, silent(frame))
    if (value.kind === 'instance' && SENDERS.test(value.of))
      return [{ fact: 'platform', name: value.of, place: placeOf(frame, decorator) }]
  }
  return undefined
}
