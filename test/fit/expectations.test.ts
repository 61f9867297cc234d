/** What people who know would say, worked out by hand from published measurements: the answers have to agree. */
import { expect, test } from 'vitest'
import { fit, type FitQuestion } from '../../src/library/fit.ts'
import type { Fit } from '../../src/report/fit.ts'

interface Expectation {
  readonly question: Omit<FitQuestion, 'machines'>
  readonly machine: string
  /** Gigabytes needed, least and most. */
  readonly needs: readonly [number, number]
  readonly fits: boolean
  /** Tokens a second, least and most; of writing, or of training. */
  readonly speed?: readonly [number, number]
}

const LLAMA_8B = { model: 'Llama 3.1 8B' }
const LLAMA_70B = { model: 'Llama 3.3 70B' }
const QWEN_14B = { model: 'Qwen3 14B' }
const STUDENT = { model: 'Mistral 7B', work: 'qlora', context: 1024 } as const

const EXPECTATIONS: readonly Expectation[] = [
  { question: LLAMA_8B, machine: 'MacBook Air M2 10-core GPU 16GB', needs: [5.9, 7], fits: true, speed: [13, 21] },
  { question: LLAMA_8B, machine: 'RTX 4060 8GB', needs: [5.9, 7], fits: true, speed: [38, 58] },
  { question: LLAMA_8B, machine: 'M2 8GB', needs: [5.9, 7], fits: false },
  { question: LLAMA_70B, machine: 'M4 Max 40-core GPU 64GB', needs: [44.5, 48], fits: true, speed: [8.5, 13] },
  { question: LLAMA_70B, machine: 'M3 Ultra 96GB', needs: [44.5, 48], fits: true, speed: [12, 18] },
  { question: LLAMA_70B, machine: '2x RTX 3090', needs: [44.5, 48], fits: true, speed: [13, 20] },
  { question: LLAMA_70B, machine: 'DGX Spark', needs: [44.5, 48], fits: true, speed: [4, 6.5] },
  { question: LLAMA_70B, machine: 'RTX 5090', needs: [44.5, 48], fits: false },
  { question: LLAMA_70B, machine: 'M4 Max 48GB', needs: [44.5, 48], fits: false },
  { question: QWEN_14B, machine: 'RTX 5060 Ti 16GB', needs: [10, 11.8], fits: true, speed: [29, 45] },
  { question: QWEN_14B, machine: 'RTX 3090', needs: [10, 11.8], fits: true, speed: [55, 85] },
  { question: QWEN_14B, machine: 'Mac mini M4 16GB', needs: [10, 11.8], fits: true, speed: [9, 14] },
  { question: STUDENT, machine: 'RTX 4090', needs: [5.5, 11], fits: true, speed: [2000, 4500] },
  { question: STUDENT, machine: 'RTX 3060 12GB', needs: [5.5, 11], fits: true, speed: [400, 1100] },
]

test.each(EXPECTATIONS)('$question.model on $machine', ({ question, machine, needs, fits, speed }) => {
  const answer = only(fit({ ...question, machines: [machine] }))
  expect(answer.memory.fits).toBe(fits)
  overlap([answer.memory.bytes.low / 1e9, answer.memory.bytes.high / 1e9], needs)
  const estimate = answer.decode?.tokensPerSecond ?? answer.step?.tokensPerSecond
  expect(estimate === undefined).toBe(speed === undefined)
  overlap([estimate?.low ?? 0, estimate?.high ?? 1], speed ?? [0, 1])
})

test('a Mac whose memory is left open has the least that holds the model, and says so', () => {
  const answer = only(fit({ ...LLAMA_70B, machines: ['M3 Max 40-core GPU'] }))
  expect(answer.machine.memoryBytes).toBe(64 * 2 ** 30)
  expect(answer.notes.join(' ')).toContain('the least memory that holds it')
})

test('what is not understood is one line that says what there is', () => {
  expect(() => fit({ model: 'nosuch', machines: ['RTX 4090'] })).toThrow(/nosuch/)
  expect(() => fit({ ...LLAMA_8B, machines: ['M4 Pro 36GB'] })).toThrow(/24, 48 or 64 GB/)
  expect(() => fit({ ...LLAMA_8B, machines: ['RTX 4090'], quantization: 'Q9_K' })).toThrow(/Q4_K_M/)
})

function only(answers: readonly Fit[]): Fit {
  const [answer] = answers
  if (answer === undefined || answers.length > 1) throw new Error(`${answers.length} answers`)
  return answer
}

/** Ranges agree where they have more than a quarter of the narrower one in common. */
function overlap(told: readonly [number, number], expected: readonly [number, number]): void {
  const common = Math.min(told[1], expected[1]) - Math.max(told[0], expected[0])
  const narrower = Math.min(told[1] - told[0], expected[1] - expected[0])
  expect(common, `${told.join(' to ')} and ${expected.join(' to ')}`).toBeGreaterThan(narrower / 4)
}
