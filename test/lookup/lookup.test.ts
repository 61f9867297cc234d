import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LookupOptions } from '../../src/lookup/look-up.ts'
import { lookUp } from '../../src/library/look-up.ts'
import { renderLookup } from '../../src/render/terminal/lookup/index.ts'
import type { Answer } from '../../src/report/lookup.ts'

const day = { asOf: '2026-11-01' }

function one<Kind extends Answer['kind']>(
  name: string,
  kind: Kind,
  options: LookupOptions = day,
): Extract<Answer, { kind: Kind }> {
  const isMeant = (answer: Answer): answer is Extract<Answer, { kind: Kind }> => answer.kind === kind
  const [found, ...others] = lookUp(name, options).answers.filter(isMeant)
  if (!found || others.length > 0) throw new Error(`${name} has ${others.length + (found ? 1 : 0)} answers`)
  return found
}

describe('a library', () => {
  it('is answered for the version, whatever the day', () => {
    expect(one('bitsandbytes==0.45', 'library').metal).toMatchObject({ status: 'unsupported', installs: false })
    expect(one('bitsandbytes==0.50.1', 'library').metal).toMatchObject({ status: 'partial', gpu: true })
  })

  it('is answered for the newest version of the day', () => {
    expect(one('bitsandbytes', 'library', { asOf: '2025-06-01' }).metal.gpu).toBe(false)
    expect(one('bitsandbytes', 'library', { asOf: '2026-01-15' }).metal).toMatchObject({ gpu: true, since: '0.49.0' })
    expect(one('bitsandbytes', 'library').metal).toMatchObject({ gpu: true, since: '0.50.0', from: '2026-07-24' })
  })

  it.each(['flash-attn', 'flash_attn', 'Flash-Attn', 'FlashAttention'])('goes by %s', (name) => {
    const { metal, cuda, alternatives } = one(name, 'library')
    expect([metal.status, cuda.status]).toEqual(['unsupported', 'supported'])
    expect(metal.sources.length).toBeGreaterThan(0)
    expect(alternatives.length).toBeGreaterThan(0)
  })
})

describe('an operator', () => {
  it.each(['aten::linalg_qr', 'linalg_qr', 'aten.linalg_qr'])('goes by %s', (name) => {
    expect(one(name, 'operator').name).toBe('aten::linalg_qr')
  })

  it('is answered for a version of PyTorch', () => {
    const [before, after] = ['2.8.0', '2.9.1'].map((torch) =>
      one('aten::kthvalue.values', 'operator', { ...day, torch }),
    )
    expect([before?.overloads[0]?.status, after?.overloads[0]?.status]).toEqual(['missing', 'native'])
  })
})

describe('an operator of torchvision', () => {
  it.each(['torchvision::nms', 'torchvision.ops.nms', 'ops.nms', 'nms', 'nms()'])('goes by %s', (name) => {
    expect(one(name, 'vision-operator')).toMatchObject({ name: 'torchvision::nms', nativeSince: '0.16.0' })
  })

  it('is answered for a release of torchvision, by default the newest of the day', () => {
    expect(one('roi_align==0.15.2', 'vision-operator').status).toBe('missing')
    expect(one('roi_align', 'vision-operator').status).toBe('native')
    expect(one('roi_align', 'vision-operator', { asOf: '2023-06-01' })).toMatchObject({ status: 'missing' })
  })

  it('says what gradients need', () => {
    expect(one('DeformConv2d', 'vision-operator').backward).toEqual({
      name: 'torchvision::_deform_conv2d_backward',
      status: 'missing',
    })
    expect(one('nms', 'vision-operator').backward).toBeUndefined()
  })

  it('is no other of which the name ends alike', () => {
    expect(lookUp('align', day).answers).toEqual([])
    expect(lookUp('ms', day).answers.filter(({ kind }) => kind === 'vision-operator')).toEqual([])
  })
})

it.each(['NVLink', 'Tensor Cores', 'tensor core', 'Metal', 'WebGPUExecutionProvider'])('knows %s', (name) => {
  expect(one(name, 'library').metal.sources.length).toBeGreaterThan(0)
})

it('knows what sparse tensors come to on mps', () => {
  const [pitfall] = one('torch.sparse_coo_tensor', 'function').pitfalls
  expect(pitfall).toMatchObject({ effect: 'raises', until: '2.9.0' })
})

describe('a function of PyTorch', () => {
  it('is native where every sample call has what it comes down to', () => {
    expect(one('torch.matmul', 'function')).toMatchObject({ status: 'native', operators: [] })
    expect(one('torch.nn.Linear', 'function').releases.map(({ status }) => status)).not.toContain('unknown')
  })

  it('says which calls of it fare otherwise, and why', () => {
    const { status, cases } = one('torch.nn.functional.adaptive_avg_pool3d', 'function', { ...day, torch: '2.14.0' })
    expect(status).toBe('native')
    expect(cases).toContainEqual(
      expect.objectContaining({
        what: 'it pools to more than one value',
        status: 'missing',
        operators: ['aten::_adaptive_avg_pool3d'],
      }),
    )
    expect(renderLookup(lookUp('torch.cdist', day), { columns: 80, colour: false })).toContain(
      'But         if neither side has more than 25 rows, or p is not 2, its',
    )
  })

  it('is not known where nobody has looked', () => {
    expect(one('torch.compile', 'function').status).toBe('unknown')
  })
})

it('knows functions by the names of their modules', () => {
  expect(one('linalg.qr', 'function')).toEqual(one('torch.linalg.qr', 'function'))
})

it('says what a call does without CUDA and what to write instead', () => {
  expect(one('torch.cuda.synchronize', 'call')).toMatchObject({
    behaviour: 'raises',
    raises: 'AssertionError',
    mps: 'torch.mps.synchronize',
  })
})

it.each([
  ['bitsandbites', 'bitsandbytes'],
  ['torch.cuda.synchronise', 'torch.cuda.synchronize'],
  ['aten::linalg_qrr', 'aten::linalg_qr'],
])('%s was meant to be %s', (typed, meant) => {
  const { answers, suggestions } = lookUp(typed, day)
  expect(answers).toEqual([])
  expect(suggestions).toContain(meant)
})

it('answers anything, at 80 columns and without anything that a terminal obeys', () => {
  const names = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom('__proto__', 'constructor', '=='))
  fc.assert(
    fc.property(names, (name) => {
      const text = renderLookup(lookUp(name, day), { columns: 80, colour: false })
      expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u)
    }),
    { numRuns: 50 },
  )
})
