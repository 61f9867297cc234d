/** Which machines a buyer is shown, by what is asked for and by how old their prices are. */
import { describe, expect, test } from 'vitest'
import { modelAsked } from '../../src/fit/question.ts'
import type { KnownMachine } from '../../src/knowledge/machines.ts'
import type { Needs } from '../../src/report/needs.ts'
import { cardsToBuy, toRent } from '../../src/verdict/options/candidates.ts'
import type { Wanted } from '../../src/verdict/options/wanted.ts'
import { compiledKnowledge } from '../knowledge/compiled.ts'

const SOURCE = { url: 'https://prices.example', seen: '2026-11-28', kind: 'documentation' } as const

function card(chip: string, day: string, usd: number, form: KnownMachine['form'] = 'desktop'): KnownMachine {
  const price = { usd, day, source: SOURCE }
  return {
    chip,
    vendor: 'nvidia',
    platform: 'cuda',
    generation: 'ada',
    cores: 100,
    memory: 24,
    bandwidth: 1000,
    watts: 300,
    form,
    price,
    hour: { ...price, usd: usd / 1000, by: 'Example Cloud' },
    sources: [],
  }
}

function wanted(models: readonly string[], needs: Partial<Needs> = {}): Wanted {
  const { models: known } = compiledKnowledge()
  const asked = models.map((name) => modelAsked(name, { models: known }))
  return {
    needs: { ...needs, models } as Needs,
    models: asked.flatMap((each) => ('is' in each ? [each.is] : [])),
    owned: [],
    compared: [],
  }
}

function shown(machines: readonly { readonly name: string }[]): readonly string[] {
  return machines.map(({ name }) => name)
}

describe('prices of different days', () => {
  const [newest, recent, old] = [
    card('RTX 9001', '2026-11-20', 3000),
    card('RTX 9002', '2026-07-23', 1500),
    card('RTX 9003', '2026-07-22', 700),
  ]

  test('a price of more than 120 days before the newest makes no card the cheapest', () => {
    const names = shown(cardsToBuy([newest, recent, old], wanted(['Llama 3.1 8B'])))

    expect(names).toContain('RTX 9002 24 GB')
    expect(names.filter((name) => name.includes('9003'))).toEqual([])
  })

  test('prices that are all old are weighed against each other', () => {
    expect(shown(cardsToBuy([recent, old], wanted(['Llama 3.1 8B'])))).toContain('RTX 9003 24 GB')
  })

  test('the newest price counts whatever has it, a laptop too', () => {
    const laptop = card('RTX 9004 Laptop', '2026-11-20', 2000, 'laptop')

    expect(cardsToBuy([laptop, old], wanted(['Llama 3.1 8B']))).toEqual([])
  })

  test('a card without a price is not bought, and dates no other', () => {
    const { price: _price, ...unpriced } = newest

    expect(shown(cardsToBuy([unpriced, old], wanted(['Llama 3.1 8B'])))).toEqual([
      'RTX 9003 24 GB',
      '2x RTX 9003 24 GB',
    ])
  })
})

describe('how many cards', () => {
  const known = [card('RTX 9001', '2026-11-20', 3000)]

  test('text is written by one or two in a computer, and by up to eight that are rented', () => {
    const text = wanted(['Llama 3.1 8B'])

    expect(cardsToBuy(known, text).map(({ count }) => count)).toEqual([1, 2])
    expect(toRent(known, text).map(({ count }) => count)).toEqual([1, 2, 4, 8])
  })

  test.each([['FLUX.1 dev'], ['Whisper large-v3']])(
    '%s takes one: a second would add a price and nothing else',
    (model) => {
      const one = wanted([model])

      expect(cardsToBuy(known, one).map(({ count }) => count)).toEqual([1])
      expect(toRent(known, one).map(({ count }) => count)).toEqual([1])
    },
  )

  test('a model of images beside one of text takes one, too', () => {
    expect(cardsToBuy(known, wanted(['Llama 3.1 8B', 'SDXL'])).map(({ count }) => count)).toEqual([1])
  })
})
