import { describe, expect, test } from 'vitest'
import type { Statement } from '../../src/knowledge/library.ts'
import type { LibraryName } from '../../src/search/name-index.ts'
import { courseOf, rangeInWords } from '../../web/explorer/parts/course.ts'
import { fatesInWords } from '../../web/explorer/parts/fates.ts'
import { modelOf } from '../../src/fit/models/model-of.ts'
import { addressOf, byKind, commitsIn } from '../../web/explorer/pages/accuracy/judged.ts'
import { sectionsOf } from '../../web/explorer/pages/accuracy/tables.ts'
import { askedIn, CONTEXTS, nearestStep, quantizationsFor, withChange } from '../../web/explorer/pages/fit/asked.ts'
import { answerOf } from '../../web/explorer/pages/fit/answers.ts'
import { curveWords, plotOf } from '../../web/explorer/pages/fit/curve.ts'
import { bytesOf } from '../../web/explorer/pages/fit/file-of.ts'
import { matching } from '../../web/explorer/pages/libraries/filter.ts'
import { bySize, leastOf } from '../../web/explorer/pages/models/least.ts'
import { rowsFor } from '../../web/explorer/pages/operators/rows.ts'
import { compiledKnowledge } from '../knowledge/compiled.ts'

describe('the history of a library', () => {
  const works = { status: 'supported', since: '2.0', sources: [] } satisfies Statement
  const fails = { status: 'unsupported', until: '2.0', to: '2024-05-01', sources: [] } satisfies Statement

  test('a statement takes a day that it lacks from its neighbour', () => {
    expect(courseOf([works, fails], ({ status }) => status)).toEqual([
      { status: 'unsupported', to: '2024-05-01', says: 'unsupported' },
      { status: 'supported', from: '2024-05-01', says: 'supported' },
    ])
  })

  test('what begins on a day that nobody knows has no place on the time line', () => {
    const { to: _, ...undated } = fails
    expect(courseOf([works, undated], () => '')).toEqual([])
  })

  test('a range is told by version and day', () => {
    expect(rangeInWords({ since: '1.11.0', from: '2025-10-20' })).toBe('since 1.11.0 (2025-10-20)')
    expect(rangeInWords({ until: '0.12.0', to: '2022-08-04' })).toBe('before 0.12.0 (2022-08-04)')
    expect(rangeInWords({})).toBe('')
  })
})

test('how an operator fares is told in stretches of releases', () => {
  const releases = ['2.0.0', '2.1.0', '2.2.0'].map((torch, index) => ({
    torch,
    status: index < 2 ? ('missing' as const) : ('native' as const),
  }))
  expect(fatesInWords(releases)).toBe('missing from 2.0 to 2.1, runs on the GPU since 2.2')
  expect(fatesInWords(releases.slice(0, 2))).toBe('missing in all releases since 2.0')
})

test('operators are narrowed by name, by release, and by whether anything changed', () => {
  const rows = [
    { name: 'torch.linalg.eig', slug: '', fates: ['missing', 'missing'] },
    { name: 'torch.median', slug: '', fates: ['missing', 'native'] },
  ] as const
  const named = (query: string) => rowsFor(rows, ['2.0.0', '2.1.0'], new URLSearchParams(query)).map(({ name }) => name)
  expect(named('q=linalg_eig')).toEqual(['torch.linalg.eig'])
  expect(named('status=missing')).toEqual(['torch.linalg.eig'])
  expect(named('status=missing&release=2.0.0')).toHaveLength(2)
  expect(named('status=changed')).toEqual(['torch.median'])
})

test('libraries without a GPU are shown to those who name them, or ask for all', () => {
  const plain = { category: 'web', metal: 'supported', cuda: 'supported', also: [] } as const
  const libraries: readonly LibraryName[] = [
    { ...plain, name: 'Flask', slug: 'flask' },
    { ...plain, name: 'xFormers', slug: 'xformers', metal: 'unsupported', gpu: true },
  ]
  const named = (query: string) => matching(libraries, new URLSearchParams(query)).map(({ slug }) => slug)
  expect(named('')).toEqual(['xformers'])
  expect(named('gpu=all')).toEqual(['flask', 'xformers'])
  expect(named('q=FLASK')).toEqual(['flask'])
  expect(named('metal=unsupported&gpu=all')).toEqual(['xformers'])
})

describe('memory over the context, as a plot', () => {
  const knowledge = compiledKnowledge()
  const fitOn = (machine: string, query = '') => {
    const answer = answerOf(
      askedIn(new URLSearchParams(`model=Llama 3.3 70B&machine=${machine}&${query}`)),
      undefined,
      knowledge,
    )
    if (answer.kind !== 'one') throw new Error(answer.kind)
    return answer.fit
  }

  test('the line crosses the budget where the words say', () => {
    const fit = fitOn('M4 Max 64 GB')
    const { largestContext = 0 } = fit.memory
    const plot = plotOf(fit)
    const crossing = plot?.line.find(([, y]) => y < (plot.budget ?? 0))?.[0] ?? 0
    // From 1,024 to 131,072 tokens are seven doublings.
    expect(Math.abs(1024 * 2 ** (7 * crossing) - largestContext) / largestContext).toBeLessThan(0.1)
    expect(curveWords(fit)).toContain(`${largestContext.toLocaleString('en')} tokens of context fit into 53.6 GB`)
  })

  test('what was asked lies on the line, and what is far beyond the budget is cut', () => {
    const plot = plotOf(fitOn('RTX 4090', 'context=1024'))
    expect(plot?.asked?.at).toBe(0)
    expect(plot?.asked?.y).toBeCloseTo(plot?.line[0]?.[1] ?? 0, 2)
    expect(plot?.budget).toBeGreaterThan(0.2)
    expect(curveWords(fitOn('RTX 4090'))).toMatch(/^No context fits/)
    expect(curveWords(fitOn('M3 Ultra 512 GB'))).toMatch(/^All 131,072 tokens of context fit/)
  })

  test('a model without a context has no plot', () => {
    const answer = answerOf(askedIn(new URLSearchParams('model=SDXL&machine=RTX 4090')), undefined, knowledge)
    expect(answer.kind === 'one' && plotOf(answer.fit)).toBeUndefined()
  })
})

describe('the least machine for a model', () => {
  const knowledge = compiledKnowledge()
  const machines = bySize(knowledge)
  const model = knowledge.models.find(({ name }) => name === 'Llama 3.1 8B')

  test('holds it, and none with less memory does', () => {
    if (model === undefined) throw new Error('there is no such model')
    const least = leastOf(machines.metal, modelOf(model), {}, knowledge)
    expect(least?.fit.memory.fits).toBe(true)
    const smaller = machines.metal.filter(({ memoryBytes }) => memoryBytes < (least?.machine.memoryBytes ?? 0))
    expect(smaller.length).toBeGreaterThan(0)
    expect(leastOf(smaller, modelOf(model), {}, knowledge)).toBeUndefined()
  })

  test('sizes are told once each', () => {
    const sizes = machines.cuda.map(({ memoryBytes }) => memoryBytes)
    expect(new Set(sizes).size).toBe(sizes.length)
  })
})

test('judged findings are counted by kind, and lead to the line as it was judged', () => {
  const head = ['repository', 'place', 'code', 'said', 'finding', 'fix']
  const rows = [
    ['a/b', '`x/y z.py:3`', '`device/cuda`', 'blocks', 'true', 'right'],
    ['a/b', '`x.py:4`', '`device/other`', 'blocks', 'false: because', ''],
  ]
  const commits = commitsIn({ head: ['repository', 'commit'], rows: [['a/b', '`0123abcd`']] })
  expect(rows.map((row) => addressOf(row, commits))).toEqual([
    'https://github.com/a/b/blob/0123abcd/x/y%20z.py#L3',
    'https://github.com/a/b/blob/0123abcd/x.py#L4',
  ])
  expect(byKind({ head, rows }).rows).toEqual([['device', '2', '1 (50 %)']])
})

describe('the question to fit, in an address', () => {
  test('is read, and what is no number and no known word is left out', () => {
    const asked = askedIn(
      new URLSearchParams('model=8B&context=4096&batch=x&runtime=mlx&work=juggling&electricity=0.3'),
    )
    expect(asked).toEqual({ model: '8B', machine: '', work: { context: 4096, runtime: 'mlx', electricity: 0.3 } })
    expect(askedIn(new URLSearchParams('context=1e99&batch=-1&electricity=')).work).not.toHaveProperty('context')
  })

  test('names the type of the cache and the macOS, which change what is needed and what there is', () => {
    expect(askedIn(new URLSearchParams('cache=q8_0&macos=14.4')).work).toEqual({ cache: 'q8_0', macos: '14.4' })
    expect(askedIn(new URLSearchParams('cache=q9&macos=Sonoma')).work).toEqual({})
  })

  test('a quantization goes with the runtime that it belongs to', () => {
    const query = new URLSearchParams('model=8B&quantization=Q4_K_M&runtime=llama.cpp')
    expect(withChange(query, 'runtime', 'mlx').toString()).toBe('model=8B&runtime=mlx')
    expect(withChange(query, 'context', '8192').get('quantization')).toBe('Q4_K_M')
  })

  test('sliders stand where the answer is, also between their steps', () => {
    expect(CONTEXTS[nearestStep(CONTEXTS, 8192)]).toBe(8192)
    expect(CONTEXTS[nearestStep(CONTEXTS, 9000)]).toBe(8192)
    expect(quantizationsFor('mlx', 'mlx-4bit')).not.toContain('Q4_K_M')
    expect(quantizationsFor('llama.cpp', 'IQ2_XXS')[0]).toBe('IQ2_XXS')
  })

  test('of a file no more is read than is asked for', async () => {
    const bytes = bytesOf(new File(['0123456789'], 'model.gguf'))
    expect(bytes.size).toBe(10)
    expect(new TextDecoder().decode(await bytes.read(2, 3))).toBe('234')
    expect((await bytes.read(8, 100)).length).toBe(2)
  })
})

test('the tables of a page of the documentation are read as they stand', () => {
  const [section] = sectionsOf(
    '# Page\n\n## Result\n\nSome\ntext.\n\n| a | b |\n| --- | --- |\n| `x` | **1** (2 %) |\n',
  )
  expect(section).toEqual({
    title: 'Result',
    text: ['Some text.'],
    tables: [{ head: ['a', 'b'], rows: [['`x`', '1 (2 %)']] }],
  })
})
