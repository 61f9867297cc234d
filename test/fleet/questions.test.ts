import { describe, expect, test } from 'vitest'
import { answerOf, failed, faring, outcome, stoppedBy } from './outcomes.ts'
import type { ModelNeed } from '../../src/report/report.ts'
import { finding } from '../render/report.ts'

const guard = stoppedBy('flash-attn', {
  fix: { kind: 'automatic', effort: 'minutes', summary: 'Put the import into a `try`.' },
})
const kernels = stoppedBy('apex')
const call = finding({
  subject: { kind: 'call', name: 'torch.cuda.set_device' },
  fingerprint: 'call',
  fix: { kind: 'manual', effort: 'minutes', summary: 'Leave it out.' },
})

describe('readiness', () => {
  const outcomes = [
    outcome('a', { team: 'vision', report: faring('runs', {}, { home: 'mps' }) }),
    outcome('b', { team: 'vision', report: faring('needs-edits', {}, { home: 'mps', effort: 'minutes' }) }),
    outcome('c', { team: 'speech', report: faring('runs-degraded', {}, { home: 'jax' }) }),
    outcome('d', { report: faring('blocked', {}, { home: 'mps' }) }),
    failed('e', 'timed-out', 'longer than 60 s', { team: 'speech' }),
  ]

  test('counts all, and each team, language and framework', async () => {
    const { rows, says } = await answerOf('readiness', outcomes)
    const told = rows.map(({ by, name, repositories, ready }) => [by, name, repositories, ready])
    expect(told).toEqual([
      ['all', 'all', 5, 0.5],
      ['team', 'speech', 2, 1],
      ['team', 'vision', 2, 0.5],
      ['team', 'none', 1, 0],
      ['language', 'Python', 4, 0.5],
      ['language', 'none', 1, 0],
      ['framework', 'PyTorch', 3, 1 / 3],
      ['framework', 'JAX', 1, 1],
      ['framework', 'none', 1, 0],
    ])
    expect(says).toEqual([
      '2 of 5 repositories run on a Mac (50 % of those with a report), 1 of them with limits.',
      'Of the others 1 needs edits (1 of them minutes of work), 1 is blocked, 1 has no report.',
    ])
  })

  test('of a selection only', async () => {
    const { rows } = await answerOf('readiness', outcomes, { team: 'none' })
    expect(rows[0]).toMatchObject({ by: 'all', repositories: 1, blocked: 1 })
    const named = await answerOf('readiness', outcomes, { text: 'A', framework: 'PyTorch' })
    expect(named.rows[0]).toMatchObject({ repositories: 1, runs: 1 })
  })

  test('the newest outcome of a repository counts, whatever the order in which they were added', async () => {
    const newer = outcome('a', { at: '2026-11-22T00:00:00Z', report: faring('blocked') })
    const future = outcome('a', { at: '2026-12-24T00:00:00Z', report: faring('unknown') })
    const { rows } = await answerOf('readiness', [newer, future, ...outcomes])
    expect(rows[0]).toMatchObject({ repositories: 5, runs: 0, blocked: 2, unknown: 0 })
  })

  test('nothing audited', async () => {
    expect(await answerOf('readiness', [])).toMatchObject({ rows: [], says: ['No repository was audited yet.'] })
  })
})

describe('blockers', () => {
  const open = { places: 9, of: 10, examples: [] }
  const outcomes = [
    outcome('guard only', { report: faring('needs-edits', { findings: [guard] }) }),
    outcome('guard twice', { report: faring('needs-edits', { findings: [guard, { ...guard, fingerprint: '2' }] }) }),
    outcome('guard and call', { report: faring('needs-edits', { findings: [guard, call] }) }),
    outcome('guard and kernels', { report: faring('blocked', { findings: [guard, kernels] }) }),
    outcome('too open', { report: faring('needs-edits', { findings: [guard], undecided: open }) }),
    outcome('runs although', { report: faring('runs-degraded', { findings: [guard] }, { chosen: true }) }),
    outcome('does not count', {
      report: faring('needs-edits', {
        findings: [
          call,
          { ...kernels, reach: 'test' },
          { ...kernels, certainty: 'possible' },
          { ...kernels, effect: 'degrades' },
        ],
      }),
    }),
  ]

  test('a repository is freed only where nothing else stops it', async () => {
    const { rows, says } = await answerOf('blockers', outcomes)
    expect(rows).toEqual([
      {
        kind: 'library',
        name: 'flash-attn',
        repositories: 5,
        frees: 2,
        frees_with_above: 2,
        automatic: true,
        without_fix: 0,
        remedy: 'Put the import into a `try`.',
      },
      {
        kind: 'call',
        name: 'torch.cuda.set_device',
        repositories: 2,
        frees: 1,
        frees_with_above: 4,
        automatic: false,
        without_fix: 0,
        remedy: 'Leave it out.',
      },
      {
        kind: 'library',
        name: 'apex',
        repositories: 1,
        frees: 0,
        frees_with_above: 5,
        automatic: false,
        without_fix: 1,
        remedy: '',
      },
    ])
    expect(says).toEqual([
      'Replacing flash-attn makes 2 more repositories run (a program does it); it stops 5.',
      'Replacing the call torch.cuda.set_device makes 1 more repository run; it stops 2.',
    ])
  })

  test('two that stop each other’s repositories free none alone', async () => {
    const both = outcome('both', { report: faring('blocked', { findings: [guard, kernels] }) })
    const { rows, says } = await answerOf('blockers', [both])
    expect(rows.map(({ frees, frees_with_above }) => [frees, frees_with_above])).toEqual([
      [0, 0],
      [0, 1],
    ])
    expect(says[0]).toMatch(/^No single replacement/)
  })
})

function edits(automatic: number, manual: number) {
  return faring('needs-edits', {}, { effort: 'minutes', edits: { automatic, manual } })
}

test('who is minutes away: those first that a program mends', async () => {
  const { rows, says } = await answerOf('minutes-away', [
    outcome('by hand', { report: edits(0, 2) }),
    outcome('mixed', { report: edits(5, 1) }),
    outcome('by program', { report: edits(4, 0) }),
    outcome('hours', { report: faring('needs-edits', {}, { effort: 'hours' }) }),
    outcome('already', { report: faring('runs-degraded', {}, { effort: 'minutes' }) }),
  ])
  expect(rows.map(({ repository }) => repository)).toEqual(['by program', 'mixed', 'by hand'])
  expect(says).toEqual([
    '3 repositories are minutes away from running on a Mac.',
    'In 1 of them a program makes all of the edits: run acclimate port there.',
  ])
})

const before = '2026-11-19T00:00:00Z'

function after(hour: number): string {
  return `2026-11-25T0${hour}:00:00Z`
}

function was(repository: string, status: 'blocked' | 'needs-edits' | 'runs', automatic = 0) {
  return outcome(repository, { at: before, report: faring(status, {}, { edits: { automatic, manual: 0 } }) })
}

describe('changes', () => {
  test('are told with what was otherwise at the step that made them', async () => {
    const { rows, says } = await answerOf('changes', [
      was('by code', 'blocked'),
      outcome('by code', { at: after(1), commit: 'c2', report: faring('runs') }),
      was('by knowledge', 'runs'),
      outcome('by knowledge', { at: after(1), knowledge: 'k2', report: faring('blocked') }),
      // New code changed nothing, the release did.
      was('by release', 'blocked'),
      outcome('by release', { at: after(1), commit: 'c2', report: faring('blocked') }),
      outcome('by release', { at: after(2), commit: 'c2', build: 'b2', report: faring('needs-edits') }),
      was('there and back', 'runs'),
      outcome('there and back', { at: after(1), commit: 'c2', report: faring('blocked') }),
      outcome('there and back', { at: after(2), commit: 'c3', report: faring('runs') }),
      was('fewer edits', 'needs-edits', 5),
      outcome('fewer edits', {
        at: after(1),
        commit: 'c2',
        knowledge: 'k2',
        report: faring('needs-edits', {}, { edits: { automatic: 2, manual: 0 } }),
      }),
      failed('tried again', 'timed-out', 'longer than 60 s', { at: before }),
      outcome('tried again', { at: after(1), report: faring('runs') }),
      was('lost', 'runs'),
      failed('lost', 'timed-out', 'longer than 60 s', { at: after(1), commit: 'c2' }),
      outcome('new', { at: after(1), report: faring('runs') }),
      was('the same', 'runs'),
      outcome('the same', { at: after(1), commit: 'c2', report: faring('runs') }),
    ])
    expect(rows.map(({ repository, way, was: old, now, because }) => [repository, way, old, now, because])).toEqual([
      ['by knowledge', 'worse', 'runs', 'blocked', ['knowledge']],
      ['by code', 'better', 'blocked', 'runs', ['code']],
      ['tried again', 'better', 'failed', 'runs', []],
      ['by release', 'better', 'blocked', 'needs-edits', ['release']],
      ['fewer edits', 'better', 'needs-edits', 'needs-edits', ['code', 'knowledge']],
      ['new', 'new', null, 'runs', []],
      ['lost', 'lost', 'runs', 'failed', ['code']],
    ])
    expect(says).toEqual([
      '4 repositories better: 1 because of code, 1 because of another try, 1 because of release, 1 because of code and knowledge.',
      '1 repository worse because of knowledge.',
      '1 repository new.',
      '1 repository without a report that had one.',
    ])
  })
})

function need(value: number, fitsFrom?: number): ModelNeed {
  return {
    work: 'inference',
    quantization: 'BF16',
    runtime: 'pytorch',
    context: 8192,
    bytes: { value, low: value * 0.9, high: value * 1.1 },
    ...(fitsFrom === undefined ? {} : { fitsFrom }),
  }
}

function loads(name: string, ...needs: readonly ModelNeed[]) {
  return faring('runs', { models: [{ name, parameters: 8e9, needs, sites: [] }] })
}

test('models: the most that any repository needs', async () => {
  const { rows, says } = await answerOf('models', [
    outcome('a', { report: loads('Llama 3.1 8B', need(16e9, 24)) }),
    outcome('b', { report: loads('Llama 3.1 8B', need(20e9, 32)) }),
    outcome('c', { report: loads('Llama 3.1 405B', need(810e9)) }),
    outcome('d', { report: loads('own/model') }),
  ])
  expect(rows.map(({ model, repositories, bytes, fits_from }) => [model, repositories, bytes, fits_from])).toEqual([
    ['Llama 3.1 405B', 1, 810e9, null],
    ['Llama 3.1 8B', 2, 20e9, 32],
    ['own/model', 1, null, null],
  ])
  expect(says[0]).toBe('3 models; the largest need is 810 GB, for Llama 3.1 405B (inference).')
})

test('failures: by their reasons, with examples', async () => {
  const { rows, says } = await answerOf('failures', [
    failed('b', 'timed-out', 'longer than 60 s'),
    failed('a', 'timed-out', 'longer than 60 s'),
    failed('c', 'not-found', 'no such repository'),
    outcome('fine'),
  ])
  expect(rows).toEqual([
    { failure: 'timed-out', detail: 'longer than 60 s', repositories: 2, examples: ['a', 'b'] },
    { failure: 'not-found', detail: 'no such repository', repositories: 1, examples: ['c'] },
  ])
  expect(says).toEqual(['3 repositories have no report, for 2 reasons.'])
})
