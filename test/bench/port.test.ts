import { expect, it } from 'vitest'
import { decisionCases } from './port/decision-cases.ts'
import { measured } from './port/measured.ts'

const programs = decisionCases()

it('has as many programs as are promised, each under a name of its own', () => {
  expect(new Set(programs.map(({ name }) => name)).size).toBe(programs.length)
  expect(programs.length).toBeGreaterThanOrEqual(231)
})

it.each(programs)('makes the edits of a program that decides for a device: $name', async (program) => {
  expect((await measured(program)).wrong).toEqual([])
})
