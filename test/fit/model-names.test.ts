import { expect, test } from 'vitest'
import { modelNamed } from '../../src/fit/models/model-named.ts'
import { compiledKnowledge } from '../knowledge/compiled.ts'

const { models } = compiledKnowledge()

function idOf(name: string): string {
  const understood = modelNamed(name, models)
  if ('problem' in understood) return understood.problem
  const { model, quantization } = understood.is
  return quantization === undefined ? model.id : `${model.id} ${quantization}`
}

test.each([
  ['Llama-3 8B', 'llama-3-8b'],
  ['meta-llama/Llama-3.1-8B', 'llama-3.1-8b'],
  ['Meta-Llama-3-8B-Instruct', 'llama-3-8b'],
  ['qwen3 30b a3b', 'qwen3-30b-a3b'],
  ['Qwen2.5-Coder-7B Q8_0', 'qwen2.5-coder-7b Q8_0'],
  ['mlx-community/Qwen3-4B-4bit', 'qwen3-4b mlx-4bit'],
  ['gemma 3 27b it', 'gemma-3-27b'],
  ['qwen3vl 8b', 'qwen3-vl-8b'],
  ['Command R+', 'command-r-104b'],
  ['mixtral', 'mixtral-8x7b'],
  ['flux dev', 'flux.1-dev'],
  ['Qwen3-30B-A3B-Instruct-2507', 'qwen3-30b-a3b-2507'],
  ['llama3:70b-instruct-q4_K_M', 'llama-3-70b Q4_K_M'],
])('%s', (name, id) => {
  expect(idOf(name)).toBe(id)
})

test('every name of the catalogue names its own model', () => {
  expect(models.filter(({ name }) => !('is' in modelNamed(name, models))).map(({ name }) => name)).toEqual([])
  expect(new Set(models.map(({ name }) => idOf(name))).size).toBe(models.length)
})

test('a name that is not known is answered with those that are like it', () => {
  expect(idOf('Llama 3.1 9B')).toContain('did you mean Llama 3.1 8B')
})
