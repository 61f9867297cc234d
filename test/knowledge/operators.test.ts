import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  decisiveOperators,
  firstNative,
  isExpectedToFail,
  lackingOperators,
  operatorStatus,
  overloadsOf,
  pythonNames,
  pythonStatus,
  testedDtypes,
} from '../../src/knowledge/operators.ts'
import { mlxCounterpart } from '../../src/knowledge/mlx.ts'
import { pitfallsNamed, pitfallsOf } from '../../src/knowledge/pitfalls.ts'
import { nameThere } from '../../src/knowledge/metal-names.ts'
import { equivalentOf } from '../../src/knowledge/calls.ts'
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
    ['put_', '2.15.0'],
    ['native_group_norm', '2.13.0'],
    ['heaviside', '2.15.0'],
    ['record_stream', '2.15.0'],
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

  it.each([
    ['linalg_svd', '2.13.0', 'falls-back'],
    ['linalg_svd', '2.14.0', 'composite'],
    ['_linalg_svd', '2.13.0', 'missing'],
    ['linalg_vector_norm', '2.0.1', 'falls-back'],
    ['var_mean.correction', '1.13.1', 'missing'],
    ['var_mean.correction', '2.2.2', 'composite'],
    ['embedding_renorm_', '2.15.0', 'falls-back'],
    ['_slow_conv2d_forward', '2.6.0', 'missing'],
    ['_int_mm', '2.14.1', 'missing'],
    ['_int_mm', '2.15.0', 'native'],
    ['mode', '2.15.0', 'missing'],
    ['linalg_eig', '2.15.0', 'missing'],
    ['_scaled_mm', '2.0.0', 'absent'],
  ])('%s in %s is %s', (operator, version, status) => {
    expect(operatorStatus(knowledge, operator, version)).toBe(status)
  })

  it('remembers what went to the CPU by itself', () => {
    expect(operatorStatus(knowledge, 'col2im', '2.6.0')).toBe('falls-back')
    expect(operatorStatus(knowledge, 'nonzero', '1.13.1')).toBe('falls-back')
  })
})

describe('what a look-up asks', () => {
  it('finds the overloads of an operator', () => {
    expect(overloadsOf(knowledge, 'mode')).toEqual(['mode', 'mode.dimname', 'mode.dimname_out', 'mode.values'])
    expect(overloadsOf(knowledge, 'mode.values')).toEqual(['mode.values'])
    expect(overloadsOf(knowledge, 'constructor')).toEqual([])
  })

  it('lists number types, pitfalls and names', () => {
    expect(testedDtypes(knowledge, 'torch.Tensor.repeat')).toEqual([
      { dtype: 'complex64', failing: ['2.8.0', '2.9.0', '2.10.0', '2.11.0'] },
    ])
    expect(pitfallsNamed(knowledge, 'torch.nn.Conv3d').map(({ effect }) => effect)).toContain('wrong-results')
    expect(pythonNames(knowledge)).toContain('torch.linalg.eig')
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
    ['torch.matmul', '2.14.1', 'native'],
    ['torch.nn.Linear', '2.0.0', 'native'],
    ['torch.nn.LSTM', '2.0.0', 'native'],
    ['torch.nn.functional.scaled_dot_product_attention', '2.0.0', 'native'],
    ['torch.nn.functional.interpolate', '2.0.0', 'native'],
    ['torch.nn.functional.grid_sample', '2.8.0', 'native'],
    ['torch.squeeze', '1.13.1', undefined],
    ['torch.squeeze', '2.0.0', 'native'],
    ['torch.compile', '2.14.1', undefined],
    ['torch.gcd', '2.10.0', 'missing'],
    ['torch.gcd', '2.11.0', 'native'],
    ['torch.take', '2.14.1', 'missing'],
    ['torch.take', '2.15.0', 'native'],
  ])('%s in %s', (name, version, status) => {
    expect(pythonStatus(knowledge, name, version)).toBe(status)
  })

  it('tells gradients from the call', () => {
    const name = 'torch.nn.functional.grid_sample'
    expect(pythonStatus(knowledge, name, '2.12.0', true)).toBe('missing')
    expect(pythonStatus(knowledge, name, '2.13.0', true)).toBe('native')
    expect(lackingOperators(knowledge, name, '2.12.0', true)).toEqual([
      'grid_sampler_2d_backward',
      'grid_sampler_3d_backward',
    ])
    expect(lackingOperators(knowledge, name, '2.12.0')).toEqual([])
  })

  it.each([
    ['torch.Tensor.repeat', 'complex64', '2.11.0', true],
    ['torch.Tensor.repeat', 'complex64', '2.12.0', false],
    ['torch.linalg.inv', 'complex64', '2.15.0', true],
    ['torch.nn.functional.linear', 'int64', '2.14.1', true],
    ['torch.add', 'complex64', '2.15.0', false],
    ['torch.Tensor.repeat', 'complex64', '2.6.0', undefined],
    ['constructor', 'complex64', '2.12.0', undefined],
  ])('knows whether tests of %s with %s in %s are expected to fail', (name, dtype, version, fails) => {
    expect(isExpectedToFail(knowledge, name, dtype, version)).toBe(fails)
  })

  it('never throws for what a project may call', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (name, version) => {
        decisiveOperators(knowledge, name)
        pythonStatus(knowledge, name, version)
        operatorStatus(knowledge, name, version)
        isExpectedToFail(knowledge, name, version, version)
        pitfallsOf(knowledge, name, version, version)
        mlxCounterpart(knowledge, name)
      }),
    )
  })
})

function effects(name: string, torch: string, macos?: string): readonly string[] {
  return pitfallsOf(knowledge, name, torch, macos).map(({ effect }) => effect)
}

describe('pitfalls', () => {
  it('hold in their range of PyTorch', () => {
    expect(effects('torch.nn.ConvTranspose3d', '2.8.0')).toEqual(['raises'])
    expect(pitfallsOf(knowledge, 'torch.nn.ConvTranspose3d', '2.9.0', undefined).map(({ dtypes }) => dtypes)).toEqual([
      ['bfloat16', 'float16'],
    ])
    expect(effects('torch.Tensor.repeat', '2.12.0')).toEqual([])
  })

  it('hold in their range of macOS', () => {
    expect(effects('torch.nn.Conv3d', '2.14.0', '26.2')).toEqual(['wrong-results'])
    expect(effects('torch.nn.Conv3d', '2.14.0', '26.3')).toEqual([])
    expect(effects('torch.nn.Conv3d', '2.3.0', '13.1')).toEqual(['raises'])
  })
})

describe('what MLX has for names of PyTorch', () => {
  it.each([
    ['torch.cat', 'same', 'mlx.core.concatenate'],
    ['torch.Tensor.sum', 'same', 'mlx.core.sum'],
    ['torch.Tensor.clamp_', 'same', 'mlx.core.clip'],
    ['torch.nn.Conv2d', 'similar', 'mlx.nn.Conv2d'],
    ['torch.std', 'similar', 'mlx.core.std'],
  ])('%s is %s %s', (name, kind, mlx) => {
    expect(mlxCounterpart(knowledge, name)).toMatchObject({ kind, mlx })
  })

  it('tells what is absent from what is not known', () => {
    expect(mlxCounterpart(knowledge, 'torch.unique')).toEqual({ kind: 'absent' })
    expect(mlxCounterpart(knowledge, 'torch.no_such_function')).toBeUndefined()
    expect(mlxCounterpart(knowledge, 'constructor')).toBeUndefined()
  })
})

const waysOf = (name: string) => knowledge.operators.ways.filter(({ calls }) => calls.includes(name))

describe('what decides which way a call takes', () => {
  it('is recorded from PyTorch’s own samples, with how many of them go that way', () => {
    expect(waysOf('torch.round')).toMatchObject([
      { operators: ['round.decimals'], samples: [9, 10], decides: [{ argument: 'decimals', not: [] }] },
    ])
    expect(waysOf('torch.nn.functional.interpolate')).toContainEqual(
      expect.objectContaining({ what: 'its input has five dimensions and mode is area', dimensions: 5 }),
    )
  })

  it('is what somebody said better, where that is about the same operator', () => {
    const pooling = waysOf('torch.nn.functional.adaptive_avg_pool3d').filter(({ backward = false }) => !backward)
    expect(pooling.map(({ what }) => what)).toEqual(['it pools to more than one value'])
  })
})

describe('the names of PyTorch’s modules for Metal', () => {
  it.each([
    ['torch.mps.stream', '2.14.1', false],
    ['torch.mps.stream', '2.15.0', true],
    ['torch.mps.device_count', '2.3.1', false],
    ['torch.accelerator.is_available', '2.5.1', false],
    ['torch.accelerator.is_available', '2.6.0+cpu', true],
    ['torch.mps.memory_allocated', undefined, false],
    ['torch.mps.profiler.start', undefined, undefined],
    ['torch.cuda.stream', undefined, undefined],
    ['torch.mps.empty_cache', '1.12.0', undefined],
    ['torch.mps.constructor', undefined, false],
  ])('%s in %s: %s', (name, version, isThere) => {
    expect(nameThere(knowledge, name, version)?.isThere).toBe(isThere)
  })

  it('keep what is written instead of a CUDA call from naming what a release lacks', () => {
    expect(equivalentOf(knowledge, 'torch.cuda.device_count', '2.2.0')).not.toHaveProperty('mps')
    expect(equivalentOf(knowledge, 'torch.cuda.device_count', '2.4.0')).toHaveProperty('mps', 'torch.mps.device_count')
  })

  it('bear out from when on a neutral form is said to be there', () => {
    const early = knowledge.equivalents.filter(({ neutral = '', since }) => {
      const there = nameThere(knowledge, neutral, since)
      return there?.isThere === false
    })
    expect(early.map(({ name }) => name)).toEqual([])
  })
})
