/** Which machine and which model the rows of measurements mean. */
import { machineNamed } from '../../../dist/fit/machines/machine-named.js'
import { modelNamed } from '../../../dist/fit/models/model-named.js'

/**
 * Both take a row. Thousands of rows have a few hundred names, each of which is compared with all that are known: once.
 * A name that is not understood throws.
 */
export function meantBy({ machines, models }) {
  const machineOf = once((name) => machineNamed(name, machines))
  const modelOf = once((name) => modelNamed(name, models))
  return {
    machineOf: ({ machine, file }) => understood(machineOf(machine), file),
    modelOf: ({ model, file }) => understood(modelOf(model), file).model,
  }
}

function once(find) {
  const found = new Map()
  return (name) => {
    if (!found.has(name)) found.set(name, find(name))
    return found.get(name)
  }
}

function understood(answer, file) {
  if ('problem' in answer) throw new Error(`${file}: ${answer.problem}`)
  return answer.is
}
