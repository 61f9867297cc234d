/** Makes of each measurement of training and of images what the rates are calibrated on. */
import { quantizationOf } from '../../../dist/fit/memory/quantizations.js'
import { weightsOf } from '../../../dist/fit/memory/weights.js'
import { imageTerms } from '../../../dist/fit/speed/image.js'
import { trainTerms } from '../../../dist/fit/speed/train.js'
import { traitsOf } from '../../../dist/fit/speed/traits.js'
import { readMeasurements } from '../measurements.mjs'
import { meantBy } from './meant.mjs'

/** All cases of a folder of knowledge, which was read: `kind` is `train` or `image`. */
export function readWorkCases(folder, knowledge) {
  const meant = meantBy(knowledge)
  const cases = readMeasurements(folder)
    .filter(({ file }) => file === 'training' || file === 'images')
    .map((row) => caseOf(row, meant))
  // Many rows of one machine say less than as many of several.
  return cases.map((one) => ({
    ...one,
    weight: cases.filter(({ machine }) => machine.id === one.machine.id).length ** -0.5,
  }))
}

function caseOf(row, { machineOf, modelOf }) {
  const machine = machineOf(row)
  const model = modelOf(row)
  const quantization = quantizationOf(row.quantization)
  const traits = traitsOf(machine, model, quantization, row.runtime)
  const common = { row, machine, model, platform: machine.platform }
  if (row.kind === 'image') {
    const terms = imageTerms({ machine, model, quantization, size: row.size, steps: row.steps })
    return { ...common, kind: 'image', terms, traits, seconds: row.value }
  }
  const options = row.options.split(' ')
  const layers = options.find((option) => option.startsWith('layers-'))?.slice('layers-'.length)
  const terms = trainTerms({
    machine,
    model,
    quantization,
    weights: weightsOf(model, quantization),
    kind: row.kind,
    context: row.context,
    batch: row.batch,
    checkpointing: options.includes('checkpointing'),
    ...(layers !== undefined && { trainedLayers: Number(layers) }),
  })
  const compiled = options.includes('compiled') ? ['compiled'] : []
  return { ...common, kind: 'train', terms, traits: [...traits, ...compiled], seconds: 1 / row.value }
}
