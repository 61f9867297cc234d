import { describe, expect, it } from 'vitest'
import type { Fix, Recommendation } from '../../src/report/report.ts'
import type { Evidence, ProjectStatus } from '../../src/verdict/evidence.ts'
import { recommend } from '../../src/verdict/recommend/recommendation.ts'
import { signals } from '../../src/verdict/signals/index.ts'
import { statusOf, stopsInstalling } from '../../src/verdict/status.ts'
import { compiledKnowledge } from '../knowledge/compiled.ts'
import { finding, site } from '../render/report.ts'

const { considerations } = compiledKnowledge()

const fix: Fix = { kind: 'manual', effort: 'minutes', summary: 'do it' }
const unknown = 'unknown' as const

function project(evidence: Partial<Evidence>, changes: Partial<ProjectStatus> = {}): Evidence {
  const { findings = [] } = evidence
  const metal = statusOf(
    findings.filter(({ platform }) => platform === 'metal'),
    changes.choosesMetal ? stopsInstalling : undefined,
  )
  const backends = { mps: metal, mlx: unknown, jax: unknown, tensorflow: unknown, other: unknown }
  return {
    findings,
    workloads: [],
    dependencies: [],
    project: { metal, cuda: 'runs', backends, home: 'mps', effort: 'minutes', choosesMetal: false, ...changes },
    ...evidence,
  }
}

const recommended = (evidence: Evidence): Recommendation => recommend(considerations, evidence)
const ids = ({ considerations: spoken = [] }: Recommendation): readonly string[] => spoken.map(({ id }) => id)
const changes = ({ wouldChange = [] }: Recommendation): readonly string[] => wouldChange.map(({ text }) => text)

const cudaKernel = finding({ code: 'kernels/cuda-sources', fingerprint: 'kernel' })
const deepspeed = finding({ code: 'dependency/imported-without-metal', library: 'DeepSpeed', fingerprint: 'deepspeed' })
const xformers = finding({ code: 'attention/cuda-only', library: 'xFormers', fingerprint: 'xformers' })

describe('the recommendation', () => {
  it('has a signal for each consideration, and none that the table lacks', () => {
    expect(considerations.map(({ id }) => id).toSorted()).toEqual(Object.keys(signals).toSorted())
  })

  it('is both where the code runs and chooses Metal by itself', () => {
    expect(recommended(project({}, { choosesMetal: true }))).toMatchObject({ choice: 'both', certainty: 'likely' })
  })

  it('is CUDA where something on the main path has no remedy, whatever speaks for Metal', () => {
    const found = recommended(project({ findings: [cudaKernel] }, { choosesMetal: true }))

    expect(found).toMatchObject({ choice: 'cuda', certainty: 'certain' })
    expect(ids(found)).toContain('own-kernels')
  })

  it('says which library decides', () => {
    expect(changes(recommended(project({ findings: [deepspeed] })))).toContain(
      'Without DeepSpeed on the main path this would be both.',
    )
  })

  it('names libraries together where none alone would change it', () => {
    expect(changes(recommended(project({ findings: [deepspeed, xformers] })))).toEqual([
      'Without DeepSpeed and xFormers on the main path this would be both.',
    ])
  })

  it('is Metal for a program in MLX, and both for MLX beside PyTorch', () => {
    const backends = { mps: unknown, mlx: 'runs', jax: unknown, tensorflow: unknown, other: unknown } as const

    expect(recommended(project({}, { backends, home: 'mlx', choosesMetal: true })).choice).toBe('metal')
    expect(recommended(project({}, { backends, home: 'mps', choosesMetal: true })).choice).toBe('both')
  })

  it('is CUDA for training on several GPUs with code that takes CUDA for granted, and says what would change that', () => {
    const literal = Array.from({ length: 20 }, (_, line) =>
      finding({ fix, fingerprint: `f${line}`, sites: [site('train.py', line + 1)] }),
    )
    const found = recommended(
      project({
        findings: literal,
        workloads: [
          { kind: 'distributed', certainty: 'certain' },
          { kind: 'training', technique: 'from-scratch', certainty: 'certain' },
        ],
      }),
    )

    expect(found.choice).toBe('cuda')
    expect(ids(found).slice(0, 2).toSorted()).toEqual(['code-for-cuda', 'several-gpus'])
    expect(found.considerations?.[0]?.text).not.toMatch(/[{}]/)
  })

  it('is undecided where nothing can be said', () => {
    expect(recommended(project({}, { metal: 'unknown', cuda: 'unknown' })).choice).toBe('undecided')
    expect(recommended({ findings: [], workloads: [], dependencies: [] }).choice).toBe('undecided')
  })

  it('is less sure where little is known of the dependencies', () => {
    const support = { status: unknown, sources: [] }
    const dependencies = [{ name: 'rare', scope: 'runtime', metal: support, cuda: support }] as const

    expect(recommended(project({ dependencies }, { choosesMetal: true })).certainty).toBe('possible')
  })
})
