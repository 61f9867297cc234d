import { readdirSync, readFileSync } from 'node:fs'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { checkAnswers } from '../../src/config/answers.ts'
import { adviceAsHtml } from '../../src/render/advice/html.ts'
import { adviceAsMarkdown } from '../../src/render/advice/markdown.ts'
import { renderAdvice } from '../../src/render/terminal/advice/index.ts'
import type { Advice, AdviceOption } from '../../src/report/advice.ts'
import { adviceSchema } from '../../src/report/advice-schema.ts'
import { choose } from '../../src/verdict/choose/choose.ts'
import { machineNamed } from '../../src/fit/machines/machine-named.ts'
import { compiledKnowledge } from '../knowledge/compiled.ts'

/** A speed that was worked out by hand, as test/verdict/buyers/README.md has it. */
interface Speed {
  readonly machine: string
  readonly low: number
  readonly high: number
  readonly trains?: true
  readonly image?: true
  readonly hears?: true
}

interface Buyer {
  readonly needs: Record<string, unknown>
  readonly choice: readonly string[]
  readonly certainty?: readonly string[]
  readonly needed?: { readonly low: number; readonly high: number }
  readonly fits?: readonly string[]
  readonly lacks?: readonly string[]
  readonly speeds?: readonly Speed[]
  readonly says: readonly string[]
  readonly never: readonly string[]
}

/** How far a value may lie outside of what was worked out by hand, which is rough. */
const APART = 1.6

const folder = 'test/verdict/buyers'
const knowledge = compiledKnowledge()
const buyers = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .map((name): [string, Buyer] => [name.replace('.yaml', ''), parse(readFileSync(`${folder}/${name}`, 'utf8'))])

describe.each(buyers)('%s', (_, buyer) => {
  const answer = advised(buyer.needs)
  const page = shown(adviceAsMarkdown(answer))

  test('is told what an expert would choose', () => {
    expect(buyer.choice, page).toContain(answer.recommendation.choice)
    expect(buyer.certainty ?? ['certain', 'likely', 'possible'], page).toContain(answer.recommendation.certainty)
  })

  test('gets two or three options, in words that say what matters', () => {
    expect(answer.options.length, page).toBeGreaterThanOrEqual(2)
    expect(answer.options.length).toBeLessThanOrEqual(3)
    const unsaid = buyer.says.filter((pattern) => !new RegExp(pattern, 'i').test(page))
    expect(unsaid, page).toEqual([])
    const wrong = buyer.never.filter((pattern) => new RegExp(pattern, 'i').test(page))
    expect(wrong, page).toEqual([])
  })

  test('needs the memory that was worked out, and knows what has it', () => {
    const needed = answer.options.flatMap(({ models }) => models.map((model) => model.needed.value / 1e9))
    const { low, high } = buyer.needed ?? { low: 0, high: Infinity }
    expect(needed.filter((value) => value < low || value > high)).toEqual([])
    expect((buyer.fits ?? []).filter((name) => !on(name, buyer).fits)).toEqual([])
    expect((buyer.lacks ?? []).filter((name) => on(name, buyer).fits)).toEqual([])
  })

  test('is told speeds that meet those worked out', () => {
    for (const { machine, low, high, trains, image, hears } of buyer.speeds ?? []) {
      const [model] = on(machine, buyer).models
      const estimate = trains ? model?.training : image ? model?.imageSeconds : hears ? model?.sound : model?.decode
      expect(estimate?.low, machine).toBeLessThanOrEqual(high)
      expect(estimate?.high, machine).toBeGreaterThanOrEqual(low)
      expect(estimate?.value, machine).toBeGreaterThanOrEqual(low / APART)
      expect(estimate?.value, machine).toBeLessThanOrEqual(high * APART)
    }
  })

  test('can pass it on, and programs can read it', () => {
    const issues = v.safeParse(adviceSchema, JSON.parse(JSON.stringify(answer))).issues
    expect(issues?.map(({ message, path }) => `${message} ${path?.map(({ key }) => String(key)).join('.')}`)).toBe(
      undefined,
    )
    const terminal = renderAdvice(answer, { columns: 80, colour: false })
    expect(terminal.split('\n').filter((line) => line.length > 80)).toEqual([])
    expect(adviceAsHtml(answer)).toContain(`<h1>Advice: `)
  })
})

function advised(needs: Record<string, unknown>): Advice {
  const answer = choose(checkAnswers(needs, ''), knowledge, '2026-11-28')
  if ('problem' in answer) throw new Error(answer.problem)
  return { schemaVersion: 1, tool: { name: 'acclimate', version: '0.0.0', knowledge: '2026-11-27' }, ...answer.is }
}

/** What the same person is told of one machine. */
function on(name: string, { needs }: Buyer): AdviceOption {
  const machine = machineNamed(name, knowledge.machines)
  if ('problem' in machine) throw new Error(machine.problem)
  const { options } = advised({ ...needs, owned: [], compare: [name], budget: 0 })
  const found = options.find((option) => option.machine?.id === machine.is.id)
  if (found === undefined) throw new Error(`nothing is said of ${name}`)
  return found
}

/** Markdown as it is shown. */
function shown(page: string): string {
  return page.replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
}
