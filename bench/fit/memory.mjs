/** Memory: weights, cache, compute buffers, totals and peaks, as runtimes printed them. */
import { machineNamed } from '../../dist/fit/machines/machine-named.js'
import { inferenceMemory } from '../../dist/fit/memory/inference.js'
import { quantizationOf } from '../../dist/fit/memory/quantizations.js'
import { trainingMemory } from '../../dist/fit/memory/training.js'
import { modelNamed } from '../../dist/fit/models/model-named.js'
import { readMeasurements } from '../../tools/knowledge/measurements.mjs'

const PARTS = { weights: 'weights', kv: 'kv cache', state: 'kv cache', compute: 'compute buffers' }
const CACHE_BYTES = { f16: 2, q8_0: 34 / 32, q4_0: 18 / 32 }

/** Results by quantity and kind of work, as entries, of a folder of knowledge, which was read. */
export function replayMemory(folder, { machines, models }) {
  const results = new Map()
  for (const row of readMeasurements(folder).filter(({ file }) => file.startsWith('memory'))) {
    const named = modelNamed(row.model, models)
    if ('problem' in named) throw new Error(named.problem)
    const options = row.options.split(' ')
    // What older builds kept, and mixtures that no name tells, are not what a user is told today.
    if (options.some((option) => ['no-latent', 'latent-twice'].includes(option))) continue
    if (options.includes('custom-mixture') && row.quantity !== 'kv') continue
    const machine = machineNamed(
      options.includes('unified') || row.runtime === 'mlx' ? 'M3 Ultra 512GB' : 'A100 SXM 80GB',
      machines,
    ).is
    const model = options.includes('no-windows') ? withoutWindows(named.is.model) : named.is.model
    const memory = memoryOf(machine, model, row, options)
    const part = PARTS[row.quantity]
    const predicted = part === undefined ? memory.bytes.value : memory.parts.find(({ name }) => name === part).bytes
    const isInside =
      part === undefined
        ? row.value >= memory.bytes.low && row.value <= memory.bytes.high
        : Math.abs(predicted / row.value - 1) <= 0.005
    const name = `memory ${row.work} ${row.runtime} ${row.quantity}`
    const result = { error: predicted / row.value - 1, isInside, row, width: memory.bytes.high / memory.bytes.low }
    results.set(name, [...(results.get(name) ?? []), result])
  }
  return [...results].toSorted(([one], [other]) => one.localeCompare(other, 'en'))
}

function memoryOf(machine, model, { quantization, runtime, work, context, batch, chunk, cache }, options) {
  const known = quantizationOf(quantization)
  if (work === 'inference') {
    return inferenceMemory(machine, model, known, {
      runtime,
      context,
      batch,
      cacheElementBytes: CACHE_BYTES[cache],
      flashAttention: !options.includes('no-flash-attention'),
      ...(chunk !== '' && { chunk: Number(chunk) }),
    })
  }
  return trainingMemory(model, known, {
    kind: work,
    runtime,
    context,
    batch,
    checkpointing: options.includes('checkpointing'),
    chunkedLoss: options.includes('chunked-loss'),
  })
}

function withoutWindows(model) {
  const layers = model.architecture.layers.map(({ count, keeps: { window: _window, ...keeps } }) => ({ count, keeps }))
  return { ...model, architecture: { ...model.architecture, layers } }
}
