/** What `fit` says of a claim, in a line of docs/claims.md. */
import { fit } from '../../dist/library/fit.js'

/**
 * @param question what a claim has under `fits`: a model and a machine, and what else `fit` takes
 * @returns `llama-3.3-70b (Q4_K_M, llama.cpp) on M4 Max (40-core GPU), 64 GB: 45.4 GB of 53.6 GB; writes 7.6 to 10 tokens a second.`
 */
export function fitBullet({ model, machine, ...question }) {
  const [answer] = fit({ model, machines: [machine], ...question })
  const { memory, decode, step, image, energy, work } = answer
  const speeds = [
    decode && `writes ${range(decode.tokensPerSecond)} tokens a second`,
    step && `learns from ${range(step.tokensPerSecond)} ${work.context === 1 ? 'images' : 'tokens'} a second`,
    image && `an image of ${image.steps} steps takes ${range(image.seconds)} s`,
    step && energy?.joulesPerToken && `at ${range(energy.joulesPerToken)} J for one`,
  ].filter(Boolean)
  const budget = `${gigabytes(memory.bytes.value)} of the ${gigabytes(answer.machine.gpuBudgetBytes)} that it may have`
  const fits = memory.fits ? budget : `${budget}, and so does not fit`
  return (
    [
      `${answer.model.id} (${answer.model.quantization}, ${work.runtime}) on ${answer.machine.name}: ${fits}`,
      ...speeds,
    ].join('; ') + '.'
  )
}

function gigabytes(bytes) {
  return `${(bytes / 1e9).toFixed(1)} GB`
}

function range({ low, high }) {
  return `${Number(low.toPrecision(2))} to ${Number(high.toPrecision(2))}`
}
