import * as v from 'valibot'
import { RUNTIMES, WORK_KINDS } from './fit.ts'
import { listOf, name, source } from './schema-parts.ts'

/** What a `Fit` looks like to other programs; fit.ts says what it means. */

export const amount = v.pipe(v.number(), v.minValue(0), v.maxValue(Number.MAX_VALUE))
export const count = v.pipe(amount, v.integer())

export const estimate = v.pipe(
  v.object({
    value: amount,
    low: amount,
    high: amount,
    basis: v.picklist(['measured', 'calibrated', 'analytic']),
    sources: listOf(source),
  }),
  v.check(({ value, low, high }) => low <= value && value <= high, 'a value lies in its range'),
)

export const fitSchema = v.object({
  schemaVersion: v.literal(1),
  model: v.object({
    id: name,
    parameters: amount,
    activeParameters: amount,
    quantization: name,
    weightsBytes: count,
    from: v.picklist(['file', 'catalogue', 'given']),
  }),
  machine: v.object({
    id: name,
    name,
    platform: v.picklist(['metal', 'cuda', 'other']),
    memoryBytes: count,
    gpuBudgetBytes: count,
    bandwidthBytesPerSecond: amount,
  }),
  work: v.object({
    kind: v.picklist(WORK_KINDS),
    runtime: v.picklist(RUNTIMES),
    context: count,
    batch: count,
    depth: count,
  }),
  memory: v.object({
    bytes: estimate,
    parts: listOf(v.object({ name, bytes: count })),
    fits: v.boolean(),
    largestContext: v.exactOptional(count),
    largestBatch: v.exactOptional(count),
    curve: v.exactOptional(listOf(v.object({ context: count, bytes: amount }))),
  }),
  prefill: v.exactOptional(v.object({ tokensPerSecond: estimate })),
  decode: v.exactOptional(v.object({ tokensPerSecond: estimate })),
  step: v.exactOptional(v.object({ seconds: estimate, tokensPerSecond: estimate })),
  image: v.exactOptional(v.object({ seconds: estimate, size: count, steps: count })),
  sound: v.exactOptional(v.object({ secondsPerSecond: estimate })),
  offload: v.exactOptional(
    v.object({ layersOnGpu: count, layers: count, processorBytes: count, tokensPerSecond: estimate }),
  ),
  energy: v.exactOptional(v.object({ joulesPerToken: v.exactOptional(estimate), watts: estimate })),
  cost: v.exactOptional(
    v.object({
      currency: v.literal('USD'),
      perMillionTokens: v.exactOptional(estimate),
      machine: v.exactOptional(amount),
    }),
  ),
  notes: listOf(name),
})
