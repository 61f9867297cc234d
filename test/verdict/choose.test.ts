import { describe, expect, it } from 'vitest'
import type { Needs } from '../../src/report/needs.ts'
import { choose } from '../../src/verdict/choose/choose.ts'
import { nameOf } from '../../src/fit/machines/machine-of.ts'
import { compiledKnowledge } from '../knowledge/compiled.ts'
import { finding, report } from '../render/report.ts'

const knowledge = compiledKnowledge()
function chosen(needs: Needs, found?: Parameters<typeof choose>[3]) {
  const answer = choose(needs, knowledge, '2026-11-23', found)
  if ('problem' in answer) throw new Error(answer.problem)
  return answer.is
}

describe('choosing without a project', () => {
  it.each<[string, Needs, string]>([
    ['training on many GPUs', { work: ['training'], gpus: 'several', target: 'linux' }, 'cuda'],
    ['a library that only CUDA has', { work: ['inference'], libraries: ['tensorrt'] }, 'cuda'],
    ['large models at home', { work: ['llm'], parameters: 70, machines: ['mac'], first: 'power' }, 'metal'],
    ['an app for Apple devices', { work: ['inference'], libraries: ['coremltools'], target: 'apple' }, 'metal'],
    ['a laptop and a cloud', { work: ['fine-tuning'], libraries: ['torch'], machines: ['mac', 'cloud'] }, 'both'],
    ['adapters with common libraries', { work: ['lora'], libraries: ['torch', 'peft'] }, 'both'],
    ['nothing said', { first: 'none' }, 'undecided'],
  ])('%s', (_, needs, choice) => {
    expect(chosen(needs).recommendation.choice).toBe(choice)
  })

  it('says which library decides, and what to do', () => {
    const { recommendation, nextSteps } = chosen({ work: ['inference'], libraries: ['tensorrt', 'torch'] })

    expect(recommendation.wouldChange?.map(({ text }) => text)).toContain('Without tensorrt this would be both.')
    expect(nextSteps.length).toBeGreaterThan(0)
  })

  it('does not take memory for a reason to train large models on a Mac', () => {
    const { considerations = [] } = chosen({ work: ['fine-tuning'], parameters: 70 }).recommendation

    expect(considerations.map(({ id }) => id)).not.toContain('large-models')
  })
})

describe('choosing with a project', () => {
  const cuda = { status: 'runs', reasons: [] } as const
  const metal = { ...report().platforms.metal, status: 'blocked' } as const

  it('a wish does not make up for what cannot run', () => {
    const blocked = report({ findings: [finding()], platforms: { cuda, metal } })

    expect(chosen({ machines: ['mac'], first: 'power' }, blocked)).toMatchObject({
      recommendation: { choice: 'cuda' },
      project: { metal: 'blocked', cuda: 'runs' },
    })
  })

  it('decides by the person where the project runs on either', () => {
    expect(chosen({ machines: ['nvidia'], target: 'linux' }, report()).recommendation.choice).toBe('cuda')
    expect(chosen({ machines: ['mac'], target: 'apple' }, report()).recommendation.choice).toBe('metal')
  })
})

describe('a model of 400 billion parameters', () => {
  const macs = knowledge.machines.filter(({ platform, memory }) => platform === 'metal' && memory >= 192).map(nameOf)

  it.each(['400B', 'Llama 4 Maverick'])('is not called likely on any Mac that could hold it: %s', (model) => {
    const told = macs.map((name) => {
      const { choice, certainty } = chosen({ work: ['llm'], models: [model], owned: [name] }).recommendation
      return { name, choice, certainty }
    })
    expect(told.filter(({ choice, certainty }) => choice === 'metal' && certainty !== 'possible')).toEqual([])
  })
})
