/** Makes of each measurement of training and of images what the rates are calibrated on. */
import { machineNamed } from '../../../dist/fit/machines/machine-named.js'
import { quantizationOf } from '../../../dist/fit/memory/quantizations.js'
import { weightsOf } from '../../../dist/fit/memory/weights.js'
import { modelNamed } from '../../../dist/fit/models/model-named.js'
import { imageTerms } from '../../../dist/fit/speed/image.js'
import { trainTerms } from '../../../dist/fit/speed/train.js'
import { traitsOf } from '../../../dist/fit/speed/traits.js'
import { readMeasurements } from '../measurements.mjs'
import { readKnowledge } from '../read.mjs'

/** All cases of a folder of knowledge: `kind` is `train` or `image`. */
export function readWorkCases(folder) {
  const { machines, models } = readKnowledge(folder)
  const cases = readMeasurements(folder)
    .filter(({ file }) => file === 'training' || file === 'images')
    .map((row) => caseOf(row, machines, models))
  // Many rows of one machine say less than as many of several.
  return cases.map((one) => ({
    ...one,
    weight: cases.filter(({ machine }) => machine.id === one.machine.id).length ** -0.5,
  }))
}

function caseOf(row, machines, models) {
  const machine = meant(machineNamed(row.machine, machines))
  const { model } = meant(modelNamed(row.model, models))
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

function meant(understood) {
  if ('problem' in understood) throw new Error(understood.problem)
  return understood.is
}
