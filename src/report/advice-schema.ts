import * as v from 'valibot'
import { amount, count, estimate } from './fit-schema.ts'
import { RUNTIMES, WORK_KINDS } from './fit.ts'
import { FIRSTS, GPUS, MACHINES, TARGETS, WORKS } from './needs.ts'
import { recommendationSchema } from './report-schema.ts'
import { day, listOf, name, source, status, tool } from './schema-parts.ts'

/** What an `Advice` looks like to other programs; advice.ts says what it means. */

const needs = v.object({
  work: v.exactOptional(listOf(v.picklist(WORKS))),
  libraries: v.exactOptional(listOf(name)),
  models: v.exactOptional(listOf(name)),
  parameters: v.exactOptional(amount),
  quantization: v.exactOptional(name),
  context: v.exactOptional(amount),
  batch: v.exactOptional(count),
  data: v.exactOptional(
    v.object({
      text: v.string(),
      tokens: v.exactOptional(amount),
      images: v.exactOptional(amount),
      epochs: v.exactOptional(amount),
      bytes: v.exactOptional(amount),
    }),
  ),
  tokensADay: v.exactOptional(amount),
  imagesADay: v.exactOptional(amount),
  hoursOfSoundADay: v.exactOptional(amount),
  machines: v.exactOptional(listOf(v.picklist(MACHINES))),
  owned: v.exactOptional(listOf(v.string())),
  compare: v.exactOptional(listOf(v.string())),
  budget: v.exactOptional(amount),
  laptop: v.exactOptional(v.boolean()),
  runs: v.exactOptional(v.string()),
  target: v.exactOptional(v.picklist(TARGETS)),
  gpus: v.exactOptional(v.picklist(GPUS)),
  first: v.exactOptional(v.picklist(FIRSTS)),
})

const machine = v.object({
  id: name,
  name,
  platform: v.picklist(['metal', 'cuda', 'other']),
  memoryBytes: count,
  gpuBudgetBytes: count,
})

const model = v.object({
  model: name,
  parameters: amount,
  quantization: name,
  runtime: v.picklist(RUNTIMES),
  kind: v.picklist(WORK_KINDS),
  context: count,
  batch: count,
  needed: estimate,
  fits: v.boolean(),
  roomBytes: v.pipe(v.number(), v.integer()),
  sharded: v.exactOptional(v.object({ gpus: count, bytesEach: count, fits: v.boolean() })),
  largestContext: v.exactOptional(count),
  decode: v.exactOptional(estimate),
  prefill: v.exactOptional(estimate),
  training: v.exactOptional(estimate),
  imageSeconds: v.exactOptional(estimate),
  sound: v.exactOptional(estimate),
  watts: v.exactOptional(estimate),
  run: v.exactOptional(
    v.object({
      what: name,
      seconds: estimate,
      wattHours: v.exactOptional(estimate),
      usd: v.exactOptional(estimate),
    }),
  ),
})

const option = v.object({
  kind: v.picklist(['owned', 'buy', 'rent', 'mixed', 'compared']),
  name,
  machine: v.exactOptional(machine),
  beside: v.exactOptional(machine),
  models: listOf(model),
  fits: v.boolean(),
  price: v.exactOptional(
    v.object({
      usd: amount,
      per: v.picklist(['purchase', 'hour']),
      day,
      isUsed: v.exactOptional(v.boolean()),
      by: v.exactOptional(name),
      source,
    }),
  ),
  overBudget: v.exactOptional(amount),
  impossible: listOf(name),
  notes: listOf(name),
})

export const adviceSchema = v.object({
  schemaVersion: v.literal(1),
  tool,
  needs,
  project: v.exactOptional(v.object({ name, revision: v.exactOptional(name), metal: status, cuda: status })),
  options: listOf(option),
  recommendation: recommendationSchema,
  nextSteps: listOf(name),
  notes: listOf(name),
})
