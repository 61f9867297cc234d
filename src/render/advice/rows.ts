import type { AdviceOption, OptionModel, OptionPrice } from '../../report/advice.ts'
import type { Estimate } from '../../report/fit.ts'
import { counted } from '../terminal/page.ts'
import { gigabytes, plainNumber, range } from '../terminal/fit/numbers.ts'
import { duration } from './duration.ts'

/** What is said of an option under one word. */
export type Row = readonly [label: string, text: string]

/** An option in words: what each model takes and how fast it goes, what the machine costs, what stays impossible there. */
export function rowsOf(option: AdviceOption): readonly Row[] {
  const { models, impossible } = option
  const isOne = models.length === 1
  const own = models.flatMap((model) => rowsOfModel(model, option, isOne ? '' : `${model.model}: `))
  return [...own, ['Price', priceOf(option)], ...impossible.map((text): Row => ['Not there', text])]
}

/** What stands beside the name: how one comes to it. */
export function wayOf({ kind }: AdviceOption): string {
  const ways = {
    owned: 'is there',
    buy: 'to buy',
    rent: 'to rent',
    mixed: 'to rent, beside what is there',
    compared: 'compared',
  }
  return ways[kind]
}

function rowsOfModel(model: OptionModel, { machine }: AdviceOption, prefix: string): readonly Row[] {
  const { decode, prefill, training, imageSeconds, sound, watts, run, quantization, kind } = model
  const isImages = kind === 'training' && model.context === 1
  const speed: readonly (string | undefined)[] = [
    decode && `writes ${unit(decode, 'tokens/s')}`,
    prefill && `reads a prompt at ${unit(prefill, 'tokens/s')}`,
    training && `learns from ${unit(training, isImages ? 'images/s' : 'tokens/s')}`,
    imageSeconds && `an image takes ${unit(imageSeconds, 'seconds')}`,
    sound && `hears ${unit(sound, 'seconds of sound a second')}`,
  ]
  const said = speed.filter((text) => text !== undefined).join(', ')
  const power = watts && `about ${plainNumber(watts.value)} W (${range(watts)})`
  return [
    ['Memory', `${model.model} ${memoryOf(model, machine?.gpuBudgetBytes)} (${quantization}${settingOf(model)})`],
    ...(said === '' ? [] : [['Speed', prefix + said] as const]),
    ...(run === undefined ? [] : [['Run', `${prefix}${runOf(run)}`] as const]),
    ...(power === undefined ? [] : [['Power', prefix + power] as const]),
  ]
}

function memoryOf(
  { needed, roomBytes, fits, largestContext, sharded, kind, context }: OptionModel,
  budget: number | undefined,
): string {
  const needs = `needs ${gigabytes(needed.value)} (${gigabytes(needed.low)} to ${gigabytes(needed.high)})`
  if (sharded !== undefined && sharded.gpus > 1) {
    const each = `${gigabytes(sharded.bytesEach)} on each of ${sharded.gpus} GPUs where they are sharded (FSDP, ZeRO)`
    return `${needs}, ${each}: ${sharded.fits ? 'fits' : 'does not fit'}`
  }
  const of = budget === undefined ? '' : ` of ${gigabytes(budget)}`
  if (!fits) return `${needs}${of}: does not fit, ${gigabytes(-roomBytes)} are lacking`
  const most =
    kind === 'inference' && context > 1 && largestContext !== undefined
      ? `; at most ${counted(largestContext, 'token')} of context`
      : ''
  return `${needs}${of}: fits, ${gigabytes(roomBytes)} stay free${most}`
}

function settingOf({ context, batch, kind }: OptionModel): string {
  const many = batch > 1 ? `, ${batch} at a time` : ''
  if (context <= 1) return many
  return `, ${counted(context, 'token')} ${kind === 'inference' ? 'of context' : 'an example'}${many}`
}

function runOf({ what, seconds, wattHours, usd }: NonNullable<OptionModel['run']>): string {
  const time = `${duration(seconds.value)} (${duration(seconds.low)} to ${duration(seconds.high)})`
  const energy = wattHours && `${plainNumber(wattHours.value)} Wh (${range(wattHours)})`
  const rent =
    usd &&
    `${usd.value < 0.01 ? 'less than $0.01' : `$${usd.value < 1 ? usd.value.toFixed(2) : plainNumber(usd.value)}`} of rent`
  return `${what}: ${[time, energy, rent].filter((text) => text !== undefined).join(', ')}`
}

function priceOf({ kind, price, overBudget, machine }: AdviceOption): string {
  if (kind === 'owned') return 'none: it is there'
  if (price === undefined) return 'not known'
  const over = overBudget === undefined ? '' : `; $${dollars(overBudget)} above the budget`
  const alone =
    kind === 'buy' && machine?.platform === 'cuda' && !/GB10/.test(machine.name)
      ? ', without the computer around it'
      : ''
  return `${amount(price)}${alone}${over}`
}

function amount({ usd, per, day, isUsed, by }: OptionPrice): string {
  const used = isUsed === true ? ' used' : ''
  const at = by === undefined ? '' : ` at ${by}`
  return per === 'hour' ? `$${usd.toFixed(2)} an hour${at} (${day})` : `$${dollars(usd)}${used} (${day})`
}

function dollars(usd: number): string {
  return String(Math.round(usd)).replace(/\B(?=(?:\d{3})+$)/g, ',')
}

function unit(estimate: Estimate, name: string): string {
  return `${plainNumber(estimate.value)} ${name} (${range(estimate)})`
}
