import { expect, test } from 'vitest'
import { modelOfConfig } from '../../src/fit/models/config/model-of-config.ts'
import { compiledKnowledge } from '../knowledge/compiled.ts'

/** Biases and norms are left out of the arithmetic. */
const MOST_OFF = 0.01

test('the parameters of every config are those that the model has', () => {
  const off = compiledKnowledge().models.flatMap(({ name, config, parameters, besides = 0 }) => {
    if (config === undefined) return []
    const described = modelOfConfig(config)
    if ('problem' in described) return [`${name}: ${described.problem}`]
    const share = described.parameters / (parameters - besides) - 1
    return Math.abs(share) > MOST_OFF ? [`${name}: ${(100 * share).toFixed(2)} %`] : []
  })

  expect(off).toEqual([])
})
