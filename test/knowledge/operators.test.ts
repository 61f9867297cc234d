import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decisiveOperators, firstNative, operatorStatus, pythonStatus } from '../../src/knowledge/operators.ts'
import { compiledKnowledge } from './compiled.ts'

const knowledge = compiledKnowledge()

describe('operators on MPS', () => {
  it.each([
    ['grid_sampler_2d', '2.0.0'],
    ['grid_sampler_3d', '2.9.0'],
    ['grid_sampler_2d_backward', '2.13.0'],
    ['_linalg_svd', '2.14.0'],
    ['_linalg_eigh', '2.14.0'],
    ['nonzero', '2.0.0'],
    ['histc', '2.1.0'],
    ['_fft_r2c', '2.3.0'],
    ['searchsorted.Tensor', '2.2.0'],
    ['_ctc_loss', '2.14.0'],
    ['unique_dim', '2.10.0'],
    ['max_pool3d_with_indices', '2.9.0'],
    ['angle', '2.7.0'],
    ['linalg_qr', '2.12.0'],
    ['col2im', '2.8.0'],
    ['mode', undefined],
    ['linalg_eig', undefined],
    ['_adaptive_avg_pool3d', undefined],
  ])('%s is native from %s', (operator, release) => {
    expect(firstNative(knowledge, operator)).toBe(release)
  })

  it('takes the nearest release at or below', () => {
    expect(operatorStatus(knowledge, 'grid_sampler_3d', '2.8.0')).toBe('missing')
    expect(operatorStatus(knowledge, 'grid_sampler_3d', '2.9.1+cpu')).toBe('native')
    expect(operatorStatus(knowledge, 'grid_sampler_3d', '2.99')).toBe('native')
    expect(operatorStatus(knowledge, 'grid_sampler_3d', undefined)).toBe('native')
    expect(operatorStatus(knowledge, 'grid_sampler_3d', '1.12.1')).toBeUndefined()
    expect(operatorStatus(knowledge, 'no_such_operator', '2.9.0')).toBeUndefined()
    expect(operatorStatus(knowledge, 'constructor', '2.9.0')).toBeUndefined()
  })

  it('remembers what went to the CPU by itself', () => {
    expect(operatorStatus(knowledge, 'col2im', '2.6.0')).toBe('falls-back')
    expect(operatorStatus(knowledge, 'nonzero', '1.13.1')).toBe('falls-back')
  })
})

describe('Python names on MPS', () => {
  it.each([
    ['torch.linalg.eig', '2.14.1', 'missing'],
    ['torch.mode', '2.14.1', 'missing'],
    ['torch.Tensor.mode', '2.14.1', 'missing'],
    ['torch.frexp', '2.14.1', 'missing'],
    ['torch.linalg.svd', '2.13.0', 'falls-back'],
    ['torch.linalg.svd', '2.14.1', 'native'],
    ['torch.linalg.svdvals', '2.13.0', 'missing'],
    ['torch.fft.fft', '2.2.2', 'missing'],
    ['torch.fft.fft', '2.3.0', 'native'],
    ['torch.nn.MaxPool3d', '2.8.0', 'missing'],
    ['torch.nn.MaxPool3d', '2.9.0', 'native'],
    ["torch.nn.functional.interpolate(mode='bicubic')", '2.2.0', 'missing'],
    ["torch.nn.functional.interpolate(mode='bicubic')", '2.13.0', 'native'],
    ['torch.nn.AdaptiveAvgPool3d', '2.14.1', 'missing'],
    ['torch.nn.CTCLoss', '2.13.0', 'missing'],
    ['torch.Tensor.unique(dim=0)', '2.9.0', 'missing'],
    ['torch.matmul', '2.14.1', undefined],
    ['torch.nn.Linear', '2.0.0', undefined],
    ['torch.nn.LSTM', '2.0.0', undefined],
    ['torch.nn.functional.scaled_dot_product_attention', '2.0.0', undefined],
    ['torch.nn.functional.interpolate', '2.0.0', undefined],
  ])('%s in %s', (name, version, status) => {
    expect(pythonStatus(knowledge, name, version)).toBe(status)
  })

  it('never throws for what a project may call', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (name, version) => {
        decisiveOperators(knowledge, name)
        pythonStatus(knowledge, name, version)
        operatorStatus(knowledge, name, version)
      }),
    )
  })
})
