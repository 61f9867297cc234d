import { describe, expect, it } from 'vitest'
import { callFact, equivalentOf } from '../../src/knowledge/calls.ts'
import { compiledKnowledge } from './compiled.ts'

const knowledge = compiledKnowledge()

/** As measured by hand on a build without CUDA, apart from the recorder. */
describe('what a call does without CUDA', () => {
  it.each([
    ['torch.cuda.synchronize', { behaviour: 'raises', raises: 'AssertionError' }],
    ['torch.cuda.empty_cache', { behaviour: 'returns' }],
    ['torch.cuda.Event', { behaviour: 'raises', raises: 'RuntimeError' }],
    ['torch.cuda.max_memory_allocated', { behaviour: 'returns', returns: '0' }],
    ['torch.cuda.is_available', { behaviour: 'returns', returns: 'False' }],
    ['torch.cuda.manual_seed_all', { behaviour: 'returns' }],
    ["torch.autocast('cuda')", { behaviour: 'warns' }],
    ["torch.set_default_device('cuda')", { behaviour: 'fails-later', raises: 'AssertionError' }],
    ["torch.device('cuda')", { behaviour: 'fails-later' }],
    ['torch.Tensor.cuda', { behaviour: 'raises', raises: 'AssertionError' }],
    ["torch.load(map_location='cuda')", { behaviour: 'raises', raises: 'RuntimeError' }],
    ["torch.distributed.init_process_group('nccl')", { behaviour: 'raises' }],
    ['torch.has_cuda', { behaviour: 'returns', returns: 'False' }],
    ['torch.cuda.memory_cached', { behaviour: 'returns', returns: '0' }],
    ['torch.backends.mps.empty_cache', { behaviour: 'missing' }],
  ])('%s', (name, expected) => {
    expect(callFact(knowledge, name)).toMatchObject(expected)
  })

  it('claims nothing of what only a Mac could tell', () => {
    const told = knowledge.calls.filter(
      ({ name, behaviour }) =>
        /^torch\.(?:mps|accelerator)\./.test(name) && !/^(?:not-called|missing)$/.test(behaviour),
    )

    expect(told).toEqual([])
  })
})

describe('what to write instead', () => {
  it('gives the device-neutral form from the version that has it', () => {
    expect(equivalentOf(knowledge, 'torch.cuda.empty_cache', '2.13.0')?.neutral).toBe('torch.accelerator.empty_cache')
    expect(equivalentOf(knowledge, 'torch.cuda.empty_cache', undefined)?.neutral).toBe('torch.accelerator.empty_cache')
    expect(equivalentOf(knowledge, 'torch.cuda.empty_cache', '2.8.0+cu128')?.neutral).toBeUndefined()
    expect(equivalentOf(knowledge, 'torch.cuda.empty_cache', '2.8.0')?.mps).toBe('torch.mps.empty_cache')
  })

  it('names no form that PyTorch lacks', () => {
    const forms = knowledge.equivalents.flatMap(({ mps = '', neutral = '' }) => [mps, neutral])
    const names = forms.flatMap((form) => form.match(/torch\.(?:mps|backends\.mps|accelerator)(?:\.\w+)+/g) ?? [])

    expect(names.length).toBeGreaterThan(30)
    expect(names.filter((name) => callFact(knowledge, name)?.behaviour !== 'not-called')).toEqual([])
  })
})
